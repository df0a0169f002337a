// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The published schemas, and what they say about a text. */
enum JsonSchemas {
    EVENT("worker-event.schema.json"),
    REPORT("report.schema.json");

    private final String resource;

    JsonSchemas(String resource) {
        this.resource = resource;
    }

    /** What the schema finds wrong with the JSON text; none if it is valid. */
    List<String> problems(String json) {
        try (InputStream text = requireNonNull(EventWriter.class.getResourceAsStream(resource), resource)) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
            return schema.validate(json, InputFormat.JSON).stream()
                    .map(Error::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
