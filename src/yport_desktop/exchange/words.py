"""Fingerprints of keys as words that two people can compare over the telephone."""

import hashlib

FINGERPRINT_WORDS = 8
_TAG = b"yport-fingerprint-1\0"

# 256 plain English words of our own choice; any two differ in at least two letters and no two
# share their first three. The order is part of the format: never change it.
_LIST = """
actor album almond amber anchor apple april arch arrow atlas autumn axle bacon bamboo banjo barley
beaver berry birch blanket border bottle bowl brick broom bubble bucket buffalo butter cabin cactus
camel candle captain carbon castle cedar cement cherry chimney cider circus clay clinic clock
coconut coffee comet copper coral cotton cradle cricket crown crystal curtain daisy dancer decade
desert diamond dinner doctor dolphin donkey dragon duck eagle easel echo eclipse elbow elephant
engine envelope fabric falcon farmer feather figure finch flame flute fog forest fountain frost
fudge galaxy garden gate ginger giraffe glacier glove goat gold granite guitar hammer harbor helmet
hermit honey horizon hotel hunter ink iron island ivory ivy jacket jaguar jelly jewel jockey jungle
kettle kitchen kiwi koala ladder lagoon lantern lawyer lemon leopard letter library lizard lobster
lotus lumber lunch magnet mango maple marble meadow medal melon merchant mirror morning motor museum
napkin needle nest noodle north notebook oasis ocean octopus olive onion orange orchid organ otter
oven oyster paddle palace panda paper parrot pasta peanut pebble pelican pencil pepper piano pigeon
pillow pine planet plum pony poppy potato prism puppet puzzle pyramid quarter rabbit radar raisin
ribbon ring river robin rose rubber rudder sailor salmon sandal school scooter shadow shovel silver
siren sketch snail soccer spider spoon stable stone sugar summit sunset swan tablet teacher temple
thunder ticket tiger timber tomato torch tower tractor trumpet tulip tunnel turtle umbrella valley
vanilla velvet vessel village violin voyage waffle wagon walnut water wheat whistle window wolf wool
yacht yard yellow zebra zipper
"""
WORDS: tuple[str, ...] = tuple(_LIST.split())


def fingerprint_words(public_key: bytes) -> str:
    """Eight words (64 bits) for an Ed25519 public key of 32 bytes, such as "amber-kiwi-...".

    The words are the first eight bytes of SHA-256(tag || key), one word for each byte.
    """
    digest = hashlib.sha256(_TAG + public_key).digest()
    return "-".join(WORDS[byte] for byte in digest[:FINGERPRINT_WORDS])
