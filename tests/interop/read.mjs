// Reads an RDF file with N3.js and writes its triples as N-Triples: node read.mjs FOLDER_OF_NODE_MODULES FILE MEDIA_TYPE
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, file, format] = process.argv.slice(2);
const { StreamParser, Writer, DataFactory } = createRequire(`${folder}/`)('n3');
const writer = new Writer(process.stdout, { format: 'application/n-triples', end: false });
createReadStream(file)
  .pipe(new StreamParser({ format }))
  .on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  })
  .on('data', (quad) => writer.addQuad(DataFactory.quad(quad.subject, quad.predicate, quad.object)))
  .on('end', () => writer.end());
