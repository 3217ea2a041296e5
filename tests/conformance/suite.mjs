// Writes what the suite has as data: `documents/<spec>[.<version>].json`, the specifications as OpenAPI 3.0 documents, and
// `scenarios.json`, what its mock server expects and responds.
//
// Runs as a copy beside the `node_modules` that package.json asks for, and writes there.

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { NodeHost, compile } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import { expandDyns } from "@typespec/spec-api";

const suite = import.meta.dirname;
const specs = join(suite, "node_modules/@typespec/http-specs/specs");
const mocks = join(suite, "node_modules/@typespec/http-specs/dist/specs");
/** Replaced by the address of the server when a scenario is called. */
const config = { baseUrl: "{{server}}" };

function* files(folder, name) {
  const entries = readdirSync(folder, { recursive: true });
  yield* entries.filter((it) => it === name || it.endsWith(`/${name}`)).sort();
}

/** A body as data: its media type, with a text, bytes in base64, or the parts of a form. */
function body(mock) {
  if (mock === undefined) return undefined;
  const media = mock.contentType;
  if (mock.kind === "multipart") {
    const parts = expandDyns(mock.parts ?? {}, config);
    return { media, parts, files: (mock.files ?? []).map(file) };
  }
  const { rawContent } = mock;
  if (Buffer.isBuffer(rawContent)) {
    const isText = media.startsWith("text/") || media === "application/jsonl";
    return isText ? { media, text: rawContent.toString() } : { media, base64: rawContent.toString("base64") };
  }
  const text = typeof rawContent === "string" ? rawContent : rawContent?.serialize(config);
  return { media, text };
}

const file = ({ fieldname, originalname, buffer, mimetype }) => ({
  field: fieldname,
  name: originalname,
  base64: buffer.toString("base64"),
  media: mimetype,
});

function call({ method, uri, request, response }) {
  return {
    method,
    // Patterns of Express, in which only colons are escaped.
    path: uri.replaceAll("\\:", ":"),
    parameters: expandDyns({ ...request?.pathParams }, config),
    query: expandDyns({ ...request?.query }, config),
    headers: expandDyns({ ...request?.headers }, config),
    body: body(request?.body),
    // A code in a list is one of several.
    status: response.status,
    response_headers: expandDyns({ ...response.headers }, config),
    response: body(response.body),
  };
}

const scenarios = [];
for (const path of files(mocks, "mockapi.js")) {
  const { Scenarios } = await import(pathToFileURL(join(mocks, path)));
  for (const [name, { apis }] of Object.entries(Scenarios)) {
    scenarios.push({ spec: dirname(path), name, calls: apis.map(call) });
  }
}

mkdirSync(join(suite, "documents"), { recursive: true });
const write = (name, value) => writeFileSync(join(suite, name), JSON.stringify(value, null, 1));
for (const path of files(specs, "main.tsp")) {
  const spec = dirname(path);
  const program = await compile(NodeHost, join(specs, path), { noEmit: true });
  const [service] = await getOpenAPI3(program, { "openapi-versions": ["3.0.0"] });
  const versions = service.versioned ? service.versions : [service];
  for (const { version, document } of versions) {
    const name = [spec.replaceAll("/", "_"), ...(version ? [version] : [])].join(".");
    write(`documents/${name}.json`, document);
  }
}
write("scenarios.json", scenarios);
