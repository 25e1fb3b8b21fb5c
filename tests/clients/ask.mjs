// Asks a SPARQL endpoint with sparql-http-client, in each way of the protocol, and prints what came back as JSON.
// node ask.mjs ENDPOINT < {"select": QUERY, "ask": QUERY, "construct": QUERY, "wrong": QUERY}
import { readFileSync } from 'node:fs'
import ParsingClient from 'sparql-http-client/ParsingClient.js'

const client = new ParsingClient({ endpointUrl: process.argv[2] })
const queries = JSON.parse(readFileSync(0, 'utf-8'))
const told = {}

for (const operation of ['get', 'postUrlencoded', 'postDirect']) {
  const rows = await client.query.select(queries.select, { operation })
  const triples = await client.query.construct(queries.construct, { operation })
  told[operation] = {
    select: rows.map((row) => [row.study.value, row.name.value, row.name.termType]),
    ask: await client.query.ask(queries.ask, { operation }),
    construct: [...triples].map((triple) => triple.subject.value)
  }
}
told.wrong = await client.query.select(queries.wrong).then(() => 'answered', (error) => error.message)

console.log(JSON.stringify(told))
