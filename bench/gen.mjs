// The same customers and notes in every run and every store: record i is a pure function of i.

function rng(seed) {
  let a = (seed * 2654435761) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SUR = [..."王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡"];
const GIVEN = [..."美玲淑芬雅婷怡君志明俊杰建宏家豪欣佳颖宗翰冠宇承恩诗涵子轩宜文雄秀英丽华国强金龙玉兰春梅德福瑞祥永昌正义惠敏慧静安"];
const PLACE = ["武汉市", "长沙市", "合肥市", "南京市", "杭州市", "苏州市", "宁波市", "无锡市", "常州市", "南昌市"];
const TRADE = ["印刷", "包装", "物流", "食品", "电子", "纸业", "服饰", "医药", "五金", "文化传媒"];
const ROAD = ["中山路", "解放路", "民生东路", "复兴南路", "人民大道", "和平西路", "建国一路", "成功路", "光复路", "文化路", "自由路", "公园路"];
const PHRASE = [
  "外箱有受潮痕迹", "数量与送货单不符", "颜色比样张偏深", "裁切边缘不齐", "客户要求本周内答复", "已拍照留存五张",
  "现场停车不便请提早到达", "零件缺货待下次补装", "已说明保固范围与收费标准", "建议三个月后再次检查", "客户改期至下午时段",
  "门卫需换证登记", "电梯维修中需走楼梯到五楼", "测试三十分钟无异常", "客户愿意介绍同行", "封口胶带开裂两处",
];
const DAY = 86400000;
export const TODAY = Date.UTC(2026, 10, 21);
export const FROM = new Date(TODAY).toISOString();

const pick = (r, all) => all[(r() * all.length) | 0];
const digits = (r, n) => Array.from({ length: n }, () => (r() * 10) | 0).join("");
const words = (r, n) => Array.from({ length: n }, () => pick(r, PHRASE)).join("，") + "。";

/** An id of version 7 for number `i` of a kind. */
export const id = (kind, i) => `019ab000-${kind.toString(16).padStart(4, "0")}-7000-8000-${i.toString(16).padStart(12, "0")}`;

/** Customer `i`: half of them are due after `FROM`, which is what the start page lists. */
export function customer(i) {
  const r = rng(i * 2 + 2);
  const name = `${pick(r, PLACE).slice(0, 2)}${pick(r, SUR)}${pick(r, GIVEN)}${pick(r, GIVEN)}${pick(r, TRADE)}有限公司`;
  const due = TODAY + Math.floor((r() * 720 - 360) * 1440) * 60000;
  return {
    id: id(1, i),
    name,
    short: name.slice(2, 7),
    phone: `1${3 + ((r() * 7) | 0)}${digits(r, 9)}`,
    address: `${pick(r, PLACE)}${pick(r, ROAD)}${1 + ((r() * 400) | 0)}号${1 + ((r() * 20) | 0)}楼`,
    remark: words(r, 3),
    next_due: new Date(due).toISOString(),
    last_visit: new Date(TODAY - ((r() * 400) | 0) * DAY).toISOString(),
  };
}

export const customers = (n) => Array.from({ length: n }, (_, i) => customer(i));

/** The arguments of `complaint.take`, of a note with most fields filled. */
export function note(i) {
  const r = rng(i * 2 + 1);
  const person = pick(r, SUR) + pick(r, GIVEN) + pick(r, GIVEN);
  return {
    note: {
      customer: { named: person },
      by: "customer",
      what: words(r, 4 + ((r() * 4) | 0)),
      kind: "delivery",
      wishes: ["explanation", "replacement"],
      severity: "normal",
      channel: "phone",
      phone: `1${3 + ((r() * 7) | 0)}${digits(r, 9)}`,
      product: "说明书",
      batch: `A-${digits(r, 4)}`,
      quantity: `${1 + ((r() * 40) | 0)} 箱`,
    },
  };
}
