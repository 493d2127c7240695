// The peer: React and Dexie, the 200 customers that are due next out of an index, and nothing else on the page.
import Dexie from "dexie";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { FROM } from "../../gen.mjs";

const db = new Dexie("start");
db.version(1).stores({ customers: "id,next_due" });
window.__seed = (customers) => db.customers.bulkPut(customers);

// The frame after the rows were committed.
const mark = () => requestAnimationFrame(() => setTimeout(() => performance.mark("rows")));

function App() {
  const [rows, set] = useState([]);
  useEffect(() => { db.customers.where("next_due").aboveOrEqual(FROM).limit(200).toArray().then(set); }, []);
  useEffect(() => { if (rows.length) mark(); }, [rows]);
  return <ul>{rows.map((c) => <li key={c.id}><b>{c.name}</b> <span>{c.phone}</span> <span>{c.next_due.slice(0, 10)}</span><small>{c.address}</small></li>)}</ul>;
}
createRoot(document.getElementById("app")).render(<App />);
