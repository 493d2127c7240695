//! Messages on their way: delivered, late, twice, lost, garbled.

use crate::world::{Message, World};
use sync::wire::ApiProblem;
use sync::{Answer, Request};

impl World {
    /// Some message arrives: a request at the server, or an answer at its tab.
    pub(crate) fn deliver(&mut self) {
        if self.wire.is_empty() {
            return;
        }
        let at = self.chance.below(self.wire.len());
        let message = self.wire.swap_remove(at);
        self.arrive(message);
    }

    pub(crate) fn arrive(&mut self, mut message: Message) {
        if let Some(answer) = message.answer {
            self.devices[message.device].answer(message.tab, message.ticket, answer);
            return;
        }
        message.answer = Some(self.serve(message.device, &message.request));
        self.wire.push(message);
    }

    pub(crate) fn serve(&mut self, device: usize, request: &Request) -> Answer {
        let (user, id, signed_in) = {
            let device = &self.devices[device];
            (device.user, device.id, device.signed_in)
        };
        let http = |status, body| Answer::Http { status, retry_after: None, body };
        if !signed_in {
            let problem = ApiProblem::of(sync::wire::Fault::SignedOut);
            return http(401, serde_json::to_vec(&problem).expect("codes"));
        }
        let (status, body) = self.server.serve(user, id, request);
        assert!(
            !matches!(status, 400 | 404 | 413),
            "the session sent a request the server does not take: {status}"
        );
        http(status, body)
    }

    pub(crate) fn deliver_twice(&mut self) {
        if let Some(message) = self.chance.pick(&self.wire).cloned() {
            self.count("delivered twice");
            self.arrive(message);
        }
    }

    /// A message is lost; its tab hears of a timeout, sooner or later.
    pub(crate) fn lose(&mut self) {
        if self.wire.is_empty() {
            return;
        }
        let at = self.chance.below(self.wire.len());
        let lost = self.wire.swap_remove(at);
        self.count("lost");
        self.devices[lost.device].answer(lost.tab, lost.ticket, Answer::Nothing);
        // The request may still be on its way when the tab has given it up.
        if lost.answer.is_none() && self.chance.percent(50) {
            self.wire.push(lost);
        }
    }

    /// A captive portal, a proxy's error, half an answer.
    pub(crate) fn garble(&mut self) {
        if self.wire.is_empty() {
            return;
        }
        let at = self.chance.below(self.wire.len());
        let message = &mut self.wire[at];
        let Some(Answer::Http { status, body, .. }) = &mut message.answer else { return };
        match self.chance.below(3) {
            0 => body.truncate(body.len() / 2),
            1 => (*status, *body) = (200, b"<html>sign in to the hotel</html>".to_vec()),
            _ => (*status, *body) = (502, b"<html>bad gateway</html>".to_vec()),
        }
        self.count("garbled");
    }
}
