"""Chinese surnames in pinyin: what makes two capitalized words a personal name. The commonest, and the compound ones."""

from glossary.pinyin import cut

SURNAMES = frozenset(
    "ai an ao ba bai ban bao bei bi bian bo bu cai cang cao cen chai chang chao che chen cheng chi chong chu cui dai dang deng di diao ding dong dou du duan fan fang fei "
    "feng fu gan gao ge geng gong gou gu guan guang gui guo ha hai han hang hao he heng hong hou hu hua huai huan huang huo ji jia jian jiang jiao jin jing ju kan kang ke "
    "kong kou kuang lai lan lang lao le lei leng li lian liang liao lin ling liu long lou lu luan luo lv lü ma man mao mei meng mi miao min ming mo mou mu na ni nie ning niu "
    "ou ouyang pan pang pei peng pi ping pu qi qian qiang qiao qin qing qiu qu quan que ran rao ren rong ru ruan rui sang sha shan shang shangguan shao she shen sheng shi "
    "shou shu shui si sima situ song su sui sun tai tan tang tao teng tian tie tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue xun "
    "yan yang yao ye yi yin ying yong you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhuang zhuge zhuo zong zou zu zuo".split()
)


def _are_two_names(words: list[str]) -> bool:
    return len(words) == 2 and all(word[:1].isupper() and word[1:].islower() for word in words)


def is_personal_name(words: list[str]) -> bool:
    """Whether capitalized words are a surname and a given name of one or two syllables: ["Sun", "Quan"]."""
    return _are_two_names(words) and words[0].lower() in SURNAMES and any(1 <= len(pieces) <= 2 for pieces in cut(words[1].lower()))


# Given names of people with an English given name and a Chinese surname, so far as they are words by which characters are rendered too.
GIVEN_NAMES = frozenset(
    "amber andy angel angela anita ann anna anne apple april art august aurora autumn bella bill blossom brook candy cedar charity cherry christ christian christopher chase "
    "clay cliff cloud coco coral crystal daisy david dawn dean destiny diamond drew duke earl echo ella emerald eve faith faye fern flora florence forest frank gene ginger "
    "gloria gold gracie grace grant harmony harry hazel heather holly hope hunter iris ivory ivy jack jade jasmine jay jean jewel joe john joseph joy july june justice king "
    "lance laurel lee leo lily lotus lucky luna mark maria martin mary max may melody mercy mike miracle moon nick nova olive ocean orchid pearl peach penny peter pine poppy "
    "prince rainbow ray rich river rob robin rock rocky rose ruby rusty sandy silver sky snow sonny spring star sterling stone storm summer sunny sunshine tiger tim tom "
    "victor victoria vincent violet virginia wade will willow winter".split()
)


def is_given_first(words: list[str]) -> bool:
    """Whether capitalized words are an English given name and a Chinese surname, also the Cantonese one of 许: ["Joy", "Chang"], ["Ann", "Hui"]."""
    return _are_two_names(words) and words[0].lower() in GIVEN_NAMES and (words[1].lower() in SURNAMES or words[1] == "Hui")
