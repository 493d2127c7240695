//! What other systems call the fields: in Chinese, in pinyin, in English; without case, blanks and signs.

use super::rows::{OWNER, SALESPERSON};
use domain::customer::keys as k;

/// Field and names, with blanks between.
pub(crate) const NAMES: &[(&str, &str)] = &[
    (
        k::NAME,
        "客户名称 客户名 客户 名称 公司名称 公司名 公司 单位名称 单位 企业名称 客户全称 全称 店名 店铺名称 customername companyname company name \
         customer client clientname accountname account organization organisation businessname fullname \
         kehumingcheng kehuming kehu mingcheng gongsimingcheng gongsi danweimingcheng",
    ),
    (k::SHORT_NAME, "简称 客户简称 公司简称 shortname alias nickname abbreviation jiancheng kehujiancheng"),
    (
        k::CODE,
        "客户编号 客户编号原系统 客户编码 客户代码 客户号 客户id 编号 编码 代码 会员号 customerid customercode customerno customernumber clientid \
         clientcode accountid accountcode accountnumber code id no kehubianhao kehubianma kehudaima \
         bianhao bianma",
    ),
    (k::KIND, "性质 客户类型 客户性质 单位性质 customertype customerkind companytype kind kehuleixing"),
    (k::STAGE, "客户状态 客户阶段 阶段 成交状态 stage customerstatus lifecyclestage kehuzhuangtai jieduan"),
    (
        k::PHONE,
        "电话 联系电话 电话号码 公司电话 客户电话 总机 固定电话 座机 phone telephone tel phonenumber mainphone companyphone telno \
         dianhua lianxidianhua gongsidianhua zuoji",
    ),
    (k::PROVINCE, "省 省份 所在省份 省市 province state region stateprovince sheng shengfen"),
    (k::CITY, "市 城市 所在城市 地市 city town shi chengshi"),
    (k::DISTRICT, "区 区县 县 所在区县 district county qu quxian"),
    (
        k::STREET,
        "地址 街道门牌 详细地址 公司地址 客户地址 联系地址 通讯地址 街道 街道地址 送货地址 收货地址 办公地址 address street streetaddress addressline1 \
         address1 companyaddress shippingaddress dizhi xiangxidizhi gongsidizhi jiedao",
    ),
    (k::POST_CODE, "邮编 邮政编码 postcode postalcode zip zipcode youbian youzhengbianma"),
    (k::POINT, "坐标 经纬度 coordinates latlng location zuobiao"),
    (k::MAILBOX, "邮寄地址 信箱 投递地址 投递信箱地址 mailingaddress pobox postaladdress youjidizhi"),
    (k::GRADE, "等级 客户等级 级别 客户级别 grade rating customergrade dengji kehudengji"),
    (k::TIER, "服务级别 服务等级 客户分类 tier servicelevel customertier fuwujibie"),
    (k::VIP, "特别重要 vip 是否vip vip客户 isvip shifouvip"),
    (k::DEPARTMENT, "部门 所属部门 负责部门 department dept bumen suoshubumen"),
    (
        k::ITEMS,
        "业务项目 经营项目 主营业务 产品 主营产品 items products businessitems yewuxiangmu zhuyingyewu",
    ),
    (k::TAGS, "标签 客户标签 tags labels biaoqian"),
    (
        k::FIRST_CONTRACT,
        "首次签约 首次签约日期 首次合同日期 签约日期 合同日期 首单日期 firstcontract firstcontractdate contractdate customersince \
         qianyueriqi",
    ),
    (
        k::LAST_ORDER,
        "最近订货 最近订货日期 最近订单日期 最后订单日期 最近下单日期 最后下单日期 最近下单时间 最近下单 最近订单 最后订单 最近交易日期 最后交易日期 上次订单日期 订单日期 下单日期 下单时间 订货日期 成交日期 \
         lastorder lastorderdate lastpurchase lastpurchasedate orderdate dateoforder ordered orderedat \
         purchasedate dingdanriqi xiadanriqi xiadanshijian",
    ),
    (k::DEBT, "欠款 是否欠款 有欠款 debt owes indebt qiankuan"),
    (k::CREDIT_DAYS, "账期 账期天 账期天数 信用天数 creditdays paymentterms paymentdays zhangqi"),
    (k::CREDIT_LIMIT, "信用额度 授信额度 额度 creditlimit credit xinyongedu"),
    (k::INVOICE_TITLE, "发票抬头 开票名称 开票抬头 invoicetitle invoicename billingname fapiaotaitou"),
    (
        k::INVOICE_TAX,
        "税号 纳税人识别号 统一社会信用代码 社会信用代码 营业执照号 taxnumber taxid vat vatnumber vatid shuihao",
    ),
    (k::INVOICE_BANK, "开户行 开户银行 银行 bank bankname kaihuhang"),
    (
        k::INVOICE_ACCOUNT,
        "银行账号 账号 银行帐号 开户账号 bankaccount accountno iban yinhangzhanghao zhanghao",
    ),
    (
        k::INVOICE_ADDRESS,
        "开票地址 注册地址 发票地址 billingaddress invoiceaddress registeredaddress kaipiaodizhi zhucedizhi",
    ),
    (k::INVOICE_PHONE, "开票电话 注册电话 billingphone invoicephone kaipiaodianhua"),
    (k::NATIVE_PLACE, "籍贯 nativeplace jiguan"),
    (
        k::BACKGROUND,
        "客户基本情况 基本情况 客户背景 背景 客户简介 公司简介 简介 background description profile about jianjie",
    ),
    (k::SOURCE, "怎么来的 客户来源 来源 来源渠道 source leadsource laiyuan kehulaiyuan"),
    (k::MARKET, "市场类型 行业 所属行业 市场 market industry sector hangye"),
    (k::NOON_FROM, "午休从 午休开始 noonfrom wuxiukaishi"),
    (k::NOON_UNTIL, "午休到 午休结束 noonuntil wuxiujieshu"),
    (k::NIGHT_FROM, "晚上从 晚间不打扰从 nightfrom"),
    (k::NIGHT_UNTIL, "到早上 早上不打扰到 nightuntil"),
    (k::SHOP_FORMAT, "业态 店铺业态 shopformat format storetype yetai"),
    (k::PAPER_PLACE, "纸质档案位置 档案位置 档案存放处 档案号 paperplace filelocation dangan"),
    (k::COMMENT, "服务人评语 评语 评价 comment comments pingyu pingjia"),
    (k::REMARKS, "备注 说明 附注 remark remarks note notes memo beizhu shuoming"),
    (
        k::CONTACT_NAME,
        "联系人 联系人姓名 姓名 主要联系人 负责人 法人 contactname contact contactperson primarycontact person lianxiren \
         xingming fuzeren",
    ),
    (
        k::CONTACT_POSITION,
        "职务 职位 联系人职务 联系人职位 岗位 contacttitle contactposition jobtitle title position zhiwu zhiwei",
    ),
    (
        k::CONTACT_MOBILE,
        "手机 手机号 手机号码 移动电话 联系人手机 联系人电话 mobile mobilephone cell cellphone contactmobile contactphone \
         contacttel shouji shoujihao",
    ),
    (k::CONTACT_OFFICE, "办公电话 办公室电话 officephone workphone businessphone bangongdianhua"),
    (k::CONTACT_HOME, "家庭电话 住宅电话 homephone jiatingdianhua"),
    (k::CONTACT_FAX, "传真 传真号 传真号码 fax faxnumber faxno contactfax chuanzhen"),
    (k::CONTACT_WECHAT, "微信 微信号 联系人微信 wechat wechatid weixin weixinhao"),
    (
        k::CONTACT_EMAIL,
        "邮箱 电子邮箱 电子邮件 邮件 联系人邮箱 email emailaddress mail contactemail youxiang dianziyouxiang",
    ),
    (k::CONTACT_BIRTHDAY, "生日 出生日期 联系人生日 birthday birthdate dateofbirth shengri"),
    (k::CONTACT_GENDER, "性别 联系人性别 称呼 gender sex salutation xingbie"),
    (
        OWNER,
        "服务负责人 客服 客服专员 客服人员 服务人员 负责客服 owner serviceowner servicerep accountowner kefu fuwufuzeren",
    ),
    (
        SALESPERSON,
        "业务员 销售 销售员 销售人员 业务人员 销售代表 客户经理 跟单员 salesperson salesrep salesman sales seller accountmanager \
         salesowner yewuyuan xiaoshou xiaoshouyuan",
    ),
];

/// What only a list of orders has.
pub(crate) const ORDERS: &str = "订单号 订单编号 订单id 单号 订单日期 下单日期 下单时间 orderid orderno ordernumber orderdate order dingdanhao \
    dingdanbianhao xiadanriqi dingdanriqi";
