import pytest

from newsgraph.mentions.literals import find_literals

FOUND = [  # text, lexical, currency, bound
    ("orders of $1 trillion", "1000000000000", "USD", ""),
    ("for $1.5bn in cash", "1500000000", "USD", ""),
    ("worth US$40m today", "40000000", "USD", ""),
    ("a US$40 million round", "40000000", "USD", ""),
    ("paid USD 3 million", "3000000", "USD", ""),
    ("paid USD3m", "3000000", "USD", ""),
    ("a €30m grant", "30000000", "EUR", ""),
    ("EUR 1.2bn of debt", "1200000000", "EUR", ""),
    ("fined £5 million", "5000000", "GBP", ""),
    ("costs £1,250.50 a month", "1250.5", "GBP", ""),
    ("DKK 1.3 billion at once", "1300000000", "DKK", ""),
    ("1.2 billion Danish kroner", "1200000000", "DKK", ""),
    ("900 million Norwegian kroner", "900000000", "NOK", ""),
    ("900 million kroner", "900000000", "DKK", ""),
    ("Norway spent 900 million kroner", "900000000", "NOK", ""),
    ("Norway and Denmark spent 900 million kroner", "900000000", "DKK", ""),
    ("180 million kronor", "180000000", "SEK", ""),
    ("6.5 billion Swedish kronor", "6500000000", "SEK", ""),
    ("7 billion Icelandic krona", "7000000000", "ISK", ""),
    ("SEK 4.5bn", "4500000000", "SEK", ""),
    ("312 million yen", "312000000", "JPY", ""),
    ("¥5tn of bonds", "5000000000000", "JPY", ""),
    ("2.4 billion Czech koruna", "2400000000", "CZK", ""),
    ("80 million Czech crowns", "80000000", "CZK", ""),
    ("1.3 trillion won", "1300000000000", "KRW", ""),
    ("₩900 billion", "900000000000", "KRW", ""),
    ("40 billion yuan", "40000000000", "CNY", ""),
    ("40 billion renminbi", "40000000000", "CNY", ""),
    ("RMB 2bn", "2000000000", "CNY", ""),
    ("Rs 500 crore", "5000000000", "INR", ""),
    ("Rs. 12 lakh", "1200000", "INR", ""),
    ("₹1.2 lakh crore", "1200000000000", "INR", ""),
    ("Rs 1,00,000 each", "100000", "INR", ""),
    ("25 lakh rupees", "2500000", "INR", ""),
    ("350 million Swiss francs", "350000000", "CHF", ""),
    ("CHF 20 million", "20000000", "CHF", ""),
    ("12 billion rand", "12000000000", "ZAR", ""),
    ("a R12bn loan", "12000000000", "ZAR", ""),
    ("600 million reais", "600000000", "BRL", ""),
    ("R$600 million", "600000000", "BRL", ""),
    ("4 billion zloty", "4000000000", "PLN", ""),
    ("120 zł", "120", "PLN", ""),
    ("90 billion forint", "90000000000", "HUF", ""),
    ("500 million Mexican pesos", "500000000", "MXN", ""),
    ("2 billion Philippine pesos", "2000000000", "PHP", ""),
    ("75 million Canadian dollars", "75000000", "CAD", ""),
    ("C$75 million", "75000000", "CAD", ""),
    ("A$3bn", "3000000000", "AUD", ""),
    ("HK$10 billion", "10000000000", "HKD", ""),
    ("S$1.1 billion", "1100000000", "SGD", ""),
    ("NT$60 billion", "60000000000", "TWD", ""),
    ("60 billion New Taiwan dollars", "60000000000", "TWD", ""),
    ("1.5 million Hong Kong dollars", "1500000", "HKD", ""),
    ("140 bitcoin", "140", "BTC", ""),
    ("a 140-bitcoin ransom", "140", "BTC", ""),
    ("0.5 BTC", "0.5", "BTC", ""),
    ("only 99 cents", "0.99", "USD", ""),
    ("five cents a share", "0.05", "USD", ""),
    ("60 pence", "0.6", "GBP", ""),
    ("1,200 dollars", "1200", "USD", ""),
    ("a billion dollars", "1000000000", "USD", ""),
    ("half a billion euros", "500000000", "EUR", ""),
    ("one million euros", "1000000", "EUR", ""),
    ("two and a half million euros", "2500000", "EUR", ""),
    ("three hundred million pounds", "300000000", "GBP", ""),
    ("20 million pounds sterling", "20000000", "GBP", ""),
    ("a 10-billion-dollar plan", "10000000000", "USD", ""),
    ("its $40-million round", "40000000", "USD", ""),
    ("30 million €", "30000000", "EUR", ""),
    ("spent 40m EUR", "40000000", "EUR", ""),
    ("$1.5\nbillion", "1500000000", "USD", ""),
    ("about $13 million", "13000000", "USD", "about"),
    ("some €4bn", "4000000000", "EUR", "about"),
    ("nearly £2 million", "2000000", "GBP", "about"),
    ("up to $5.8 billion", "5800000000", "USD", "atMost"),
    ("as much as $60m", "60000000", "USD", "atMost"),
    ("more than $3bn", "3000000000", "USD", "atLeast"),
    ("at least €1 million", "1000000", "EUR", "atLeast"),
    ("over a $1 billion line", "1000000000", "USD", "atLeast"),
    ("$500m+ in sales", "500000000", "USD", "atLeast"),
    ("$4-5 billion", "4000000000", "USD", "range:5000000000"),
    ("$4 to $5 billion", "4000000000", "USD", "range:5000000000"),
    ("€20,000 to €25,000", "20000", "EUR", "range:25000"),
    ("$900 million to $1 billion", "900000000", "USD", "range:1000000000"),
    ("between £3m and £4m", "3000000", "GBP", "range:4000000"),
    ("prices range from $20 to $30", "20", "USD", "range:30"),
    ("10 to 12 million yen", "10000000", "JPY", "range:12000000"),
]


@pytest.mark.parametrize(("text", "lexical", "currency", "bound"), FOUND)
def test_money_is_read_in_plain_units_of_its_currency(text, lexical, currency, bound):
    (value,) = find_literals(text)
    assert (value.kind, value.lexical, value.currency, value.bound) == (
        "money",
        lexical,
        currency,
        bound,
    )
    assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    "text",
    [
        "several million dollars",
        "hundreds of millions of euros",
        "a multi-billion-dollar plan",
        "the dollar fell",
        "$ and € signs",
        "the party took 12 won seats",  # a verb
        "the R2 and the R3",
        "at COP 30 in Brazil",
        "5 million Jamaican dollars",  # a currency that is not known is not guessed
        "5 million pesos",
        "the US dollar",
        "M$ and $HOME",
    ],
)
def test_what_is_no_amount_of_money_is_left_alone(text):
    assert [v for v in find_literals(text) if v.kind == "money"] == []


def test_a_change_is_two_amounts():
    found = find_literals("cut its offer from $7 million to $5 million on appeal")
    assert [(v.lexical, v.text, v.bound) for v in found] == [
        ("7000000", "$7 million", ""),
        ("5000000", "$5 million", ""),
    ]


def test_the_whole_range_is_the_text_of_a_range():
    (value,) = find_literals("It will cost $4-5 billion to build.")
    assert value.text == "$4-5 billion"
