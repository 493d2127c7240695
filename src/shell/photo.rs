//! Pictures: made small on the device and drawn anew, which leaves behind everything hidden in the file.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// The long edge of a kept picture.
const LONG_EDGE: f64 = 1600.0;
/// The long edge of the small one for lists.
const THUMB_EDGE: f64 = 320.0;
/// Good enough for a label that must be read, at a third of the bytes.
const QUALITY: f64 = 0.82;

/// A picture in the two sizes that are kept, both JPEG.
pub struct Scaled {
    /// The picture.
    pub picture: Blob,
    /// The small one.
    pub thumb: Blob,
}

/// Makes both sizes of a picture file.
pub(super) async fn scale(file: &web_sys::File) -> Result<Scaled, JsValue> {
    // The bitmap stands as the camera was held: the browser reads that mark before it is lost.
    let bitmap: ImageBitmap =
        JsFuture::from(window().create_image_bitmap_with_blob(file)?).await?.unchecked_into();
    let picture = draw(&bitmap, LONG_EDGE).await?;
    let thumb = draw(&bitmap, THUMB_EDGE).await?;
    bitmap.close();
    Ok(Scaled { picture, thumb })
}

async fn draw(bitmap: &ImageBitmap, edge: f64) -> Result<Blob, JsValue> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let factor = (edge / width.max(height)).min(1.0);
    let (width, height) = ((width * factor).round(), (height * factor).round());
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, positive, at most the long edge"
    )]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)?;
    let mut begun = Ok(());
    let encoded = js_sys::Promise::new(&mut |resolve, _| {
        begun =
            canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(QUALITY));
    });
    begun?;
    // An encoder that gives up answers null.
    JsFuture::from(encoded).await?.dyn_into()
}
