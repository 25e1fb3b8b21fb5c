"""Short addresses of queries: the text itself, packed, so that nothing is stored and no address ever ends.

`/sparql?z=1…` holds the query as raw DEFLATE (RFC 1951) in base64url (RFC 4648, section 5), after the number
of the vocabulary that both ends know. An address that somebody has sent must be read for ever: a vocabulary
never changes, a better one gets the next number.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

from flask import url_for

from kg.sparql import Limits
from web.errors import Refusal

LONGEST_ADDRESS = 3_500
"""Characters. gunicorn takes 4,094 in the line of a request, with the method and the site's address."""
RAW = -15  # DEFLATE without header or checksum, the widest window
FIRST = b"""\
?population ?qualifier ?measure sp:review sp:Likeness sp:Correspondence sp:Event sp:Commitment sp:candidate
 sp:assessedOn sp:assessmentOf sp:Assessment sp:edition sp:bearingFigure sp:outcomeKind sp:measure
 sp:unit sp:topic
 sp:answerableBy sp:progressDone sp:asOf sp:lever sp:barrier sp:nextStep sp:due sp:Scenario sp:maturity
 sp:scope
 sp:setting sp:profession sp:method sp:Allocation sp:inWorkstream sp:allocatedAs sp:currentStatus
 sp:state sp:evidence
 sp:RecommendedAction sp:Implementation sp:implements sp:Standard sp:Domain sp:Principle sp:Requirement
 sp:Theme
 sp:Workstream sp:Collaborative sp:LocalOffice sp:statement sp:statementOf sp:aspect sp:position sp:says
 sp:locator
 sp:progressOf sp:progressState sp:groupedUnder sp:partOf sp:reaches sp:LocalPractice sp:reported sp:reason
 sp:coverageOf sp:coverageState sp:practiceCount sp:coverage sp:citation sp:citedDocument sp:basis
 sp:rationale
 sp:extent sp:assertionStatus "published" sp:subject sp:object sp:PracticeLink sp:ledBy sp:number sp:outcome
PREFIX graph: <https://w3id.org/safer-practice/graph/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/safer-practice/id/>
 <https://w3id.org/safer-practice/id/workstream/ <https://w3id.org/safer-practice/id/framework/
 <https://w3id.org/safer-practice/id/standard/hee-qf-2017-18/ <https://w3id.org/safer-practice/id/action/
 <https://w3id.org/safer-practice/id/document/ <https://w3id.org/safer-practice/id/collaborative/
 <https://w3id.org/safer-practice/id/practice/ <https://w3id.org/safer-practice/id/recommendation/
CONSTRUCT DESCRIBE ASK { UNION { MINUS { FILTER NOT EXISTS { FILTER EXISTS { GRAPH BIND(COALESCE(
CONCAT( SUBSTR( STRLEN(
 GROUP_CONCAT(DISTINCT ?name; SEPARATOR = ", ") AS ?names) HAVING ( MIN( MAX( SUM( AVG( SAMPLE( LCASE(
 STR( CONTAINS(
 REGEX( FILTER(BOUND( DESC(?number) UNDEF } VALUES ? { (COUNT(DISTINCT ?practice) AS ?practices)
 (COUNT(*) AS ?count)
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sp: <https://w3id.org/safer-practice/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?thing ?label ?number ?requirement
SELECT ?practice ?name
WHERE {
  ?practice a sp:Practice ; sp:addresses ?requirement .
  ?requirement a sp:Recommendation ; skos:prefLabel ?label .
  OPTIONAL { ?thing dcterms:description ?about }
  FILTER(?date <= "2017-03-31")
  ?practice a sp:CaseStudy ;
    rdfs:label ?name .
}
GROUP BY ?name
ORDER BY ?name
LIMIT 50
"""
VOCABULARIES = {"1": FIRST}
"""What every address may refer to instead of spelling it. Never change one: see above."""
NOW = "1"
BROKEN = "The short address of the query is broken: part of it may be missing."
MEND = "Ask for it again, or for the text of the query. Short addresses are made on the page of an answer."


def packed(text: str) -> str:
    """A query as the value of `z`."""
    press = zlib.compressobj(9, zlib.DEFLATED, RAW, zdict=VOCABULARIES[NOW])
    raw = press.compress(text.encode()) + press.flush()
    return NOW + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(short: str) -> str:
    """The query that a value of `z` holds. Raises a 400 for what holds none, a 413 for one too long."""
    vocabulary, code = VOCABULARIES.get(short[:1]), short[1:]
    if vocabulary is None:
        raise Refusal(400, BROKEN, MEND)
    most = Limits().query_bytes
    press = zlib.decompressobj(RAW, zdict=vocabulary)
    try:
        raw = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        text = press.decompress(raw, most + 1)
        if len(text) > most:
            raise Refusal(413, f"The query has more than {most:,} bytes.", "Ask for less at once.")
        if not press.eof:
            raise Refusal(400, BROKEN, MEND)
        return text.decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise Refusal(400, BROKEN, MEND) from error


def short_address(text: str, **more: Any) -> str:
    """The address of a query with the text packed, "" where even that is too long; `more` are parameters."""
    return _fitting(url_for("sparql.sparql", z=packed(text), **more))


def address_of_query(text: str, **more: Any) -> str:
    """The address of a query: with its text as it is where that fits, else packed, else ""."""
    return _fitting(url_for("sparql.sparql", query=text, **more)) or short_address(text, **more)


def _fitting(address: str) -> str:
    return address if len(address) <= LONGEST_ADDRESS else ""
