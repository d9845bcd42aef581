/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoundInTest {

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: palatine-transcribe-action
            spec:
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: palatine:transcribe
                        parameters:
                          apiKey: "{{apiKey}}"
                          outputFormat: "{{outputFormat}}"
                          WRONG: "{{?language}}"
                    - to: kamelet:sink
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"action.kamelet.yaml, language, lnguage", "routes.yml, language, lnguage"})
    void anUnknownOptionInYamlIsNamed(String name, String known, String unknown) throws IOException {
        Path file = folder.resolve(name);

        assertThat(FoundIn.file(Files.writeString(file, KAMELET.replace("WRONG", known)))
                        .violations(new ComponentsCatalog()))
                .isEmpty();
        assertThat(FoundIn.file(Files.writeString(file, KAMELET.replace("WRONG", unknown)))
                        .violations(new ComponentsCatalog()))
                .singleElement()
                .asString()
                .endsWith("lnguage Unknown option");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application.properties | camel.component.palatine.api-kee = x
                    README.md | Set `camel.component.palatine.api-kee`.
                    Route.java | from("file:in").to("palatine:transcribe?api-kee=x");
                    route.xml | <to uri="palatine:transcribe?language=ru&amp;api-kee=x"/>
                    run | exec java -Dcamel.component.palatine.api-kee="$KEY" -jar app.jar
                    """)
    void anUnknownOptionIsNamed(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);

        assertThat(FoundIn.file(file).violations(new ComponentsCatalog()))
                .singleElement()
                .asString()
                .endsWith("api-kee Unknown option");
    }
}
