"""Who descriptions and pronouns refer to, with the real pipeline; None is abstention."""

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "anaphor", "referent"),
    [
        pytest.param("Siemens opened a plant in Leipzig. The company hired 300 people.", "The company", "Siemens", id="the company"),
        pytest.param("Siemens opened a plant in Leipzig. It hired 300 people.", "It", "Siemens", id="it"),
        pytest.param("Siemens sued Airbus in Paris. The company asked for damages.", "The company", "Siemens", id="the subject before the object"),
        pytest.param("Rivian lost money. Its shares fell.", "Its", "Rivian", id="its"),
        pytest.param("Rivian lost money. The group plans to cut jobs.", "The group", "Rivian", id="the group"),
        pytest.param("Bayer makes aspirin. This company is old.", "This company", "Bayer", id="this company"),
        pytest.param("Shares in Rivian fell. The company blamed tariffs.", "The company", "Rivian", id="no subject, but the only one"),
        pytest.param("Anna Keller leads Rivian. She joined the carmaker in 2019.", "She", "Anna Keller", id="she"),
        pytest.param("Anna Keller leads Rivian. She joined the carmaker in 2019.", "the carmaker", "Rivian", id="the carmaker"),
        pytest.param("Anna Keller runs Opel. Her predecessor resigned.", "Her", "Anna Keller", id="her"),
        pytest.param("Ford hired Anna Keller from Tesla. The company wanted her skills.", "her", "Anna Keller", id="her, across a firm"),
        pytest.param("Ford hired Anna Keller from Tesla. The company wanted her skills.", "The company", "Ford", id="the company, across two firms"),
        pytest.param("Peter Lang founded Figma. He sold the company in 2021.", "He", "Peter Lang", id="he"),
        pytest.param("Peter Lang founded Figma. He sold the company in 2021.", "the company", "Figma", id="what he sold"),
        pytest.param("Anna Keller joined Opel. The company said Keller would start in May.", "The company", "Opel", id="a firm after a person"),
        pytest.param("Tim Cook, chief executive since 2011, praised Apple. The chief executive said sales rose.", "The chief executive", "Tim Cook", id="the chief executive"),
        pytest.param("Tim Cook praised Apple. The chief executive said sales rose.", "The chief executive", None, id="an office that nobody was given"),
        pytest.param("Novo Nordisk and Bayer raised forecasts. The Danish drugmaker sold more pens.", "The Danish drugmaker", "Novo Nordisk", id="by the seat of the first"),
        pytest.param("Novo Nordisk and Bayer raised forecasts. The German company sold more pens.", "The German company", "Bayer", id="by the seat of the second"),
        pytest.param("Volkswagen is based in Wolfsburg. The Wolfsburg-based company owns Audi.", "The Wolfsburg-based company", "Volkswagen", id="by where it is based"),
        pytest.param("Rivian merged with Figma. The latter is based in Paris.", "The latter", "Figma", id="the latter"),
        pytest.param("Rivian sold the plant to Figma; the former kept the land.", "the former", "Rivian", id="the former"),
        pytest.param("Opel, Audi and Figma grew. The latter is based in Paris.", "The latter", None, id="the latter of three"),
        pytest.param("Rivian, a carmaker, lost money. The carmaker blamed tariffs.", "The carmaker", "Rivian", id="by what it was called"),
        pytest.param("Apple launched the Vision Pro, a device for films. The device costs $3,499.", "The device", "Vision Pro", id="a product"),
        pytest.param("SpaceX launched Starship. The rocket exploded.", "The rocket", "Starship", id="a rocket"),
        pytest.param("Meta owns Instagram. Its rival is TikTok.", "Its", None, id="the owner or what it owns"),
        pytest.param("Airbus said that it had bought Figma.", "it", "Airbus", id="it in a reported clause"),
        pytest.param("Rivian said its chief executive, Anna Keller, would resign.", "its", "Rivian", id="its in a reported clause"),
        pytest.param("Figma filed for an initial public offering. The company, which is based in San Francisco, makes design tools.", "The company", "Figma", id="a relative clause that only adds"),
        pytest.param("Rivian lost money. It is likely that tariffs will rise.", "It", None, id="it is likely that"),
        pytest.param("The minister visited Opel. She praised the workers.", "She", None, id="a person without a name"),
        pytest.param("Siemens bought Figma. The deal closed in May.", "The deal", None, id="the deal"),
        pytest.param("The bank said it would close branches. Barclays has 500 of them.", "The bank", None, id="nobody named before"),
        pytest.param("The bank said it would close branches. Barclays has 500 of them.", "it", None, id="it after somebody without a name"),
        pytest.param("Rivian and Siemens signed a contract. They will share a plant.", "They", None, id="they"),
        pytest.param("Siemens hired 300 people. A company in Leipzig closed.", "A company", None, id="a company"),
        pytest.param("Siemens hired 300 people. The company that owns the mill closed.", "The company", None, id="the company that"),
        pytest.param("Anna Keller runs Opel. She met Lang.", "She", "Anna Keller", id="not whom she met"),
        pytest.param("Peter Lang runs Opel. Keller praised him.", "him", "Peter Lang", id="not who praised him"),
        pytest.param("Rivian lost money. I think it was expected.", "it", None, id="it in talk"),
        pytest.param("Siemens hired 300 people. Prices rose. Demand fell. Banks lent less. Winter came. It rained.", "It", None, id="too far away"),
    ],
)  # fmt: skip
def test_an_anaphor_refers_to(annotated, text, anaphor, referent):
    found = annotated(text)
    meant = {m.text: found.antecedent[m].text for m in found.mentions if m in found.antecedent}
    assert meant.get(anaphor) == referent


def test_an_anaphor_says_why_and_takes_the_kind_of_its_referent(annotated):
    found = annotated("Siemens opened a plant in Leipzig. The company hired 300 people.")
    (anaphor,) = [m for m in found.mentions if m.form == "nominal"]
    assert anaphor.kind == found.antecedent[anaphor].kind == "Organization"
    assert anaphor.witnesses[0][0]


def test_a_demonym_stands_for_its_place(annotated):
    found = annotated("Siemens sued a Danish bank.")
    (demonym,) = [t.mention for s in found.sentences for t in s.tokens if t.mention and t.mention.form == "demonym"]  # fmt: skip
    assert (demonym.text, demonym.kind) == ("Danish", "Place")
