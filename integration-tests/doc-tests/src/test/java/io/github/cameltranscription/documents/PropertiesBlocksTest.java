/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every property is one that Camel reads. The module catalog-tests checks those of our components. */
class PropertiesBlocksTest {

    private static final String OUR_COMPONENTS = "camel\\.component\\.(palatine|shopot|aiesa)\\..+";
    private static final String BEANS = "camel.beans.";
    private static final String CLASS = "#class:";

    /** Names of Camel Main's own properties, as one word. */
    private static final Set<String> MAIN = Pattern.compile("\"name\": \"(camel\\.[^\"]+)\"")
            .matcher(new DefaultCamelCatalog().mainJsonSchema())
            .results()
            .map(name -> asOneWord(name.group(1)))
            .collect(Collectors.toSet());

    static List<CodeBlock> properties() {
        return CodeBlock.in("properties");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyPropertyIsKnown(CodeBlock block) throws Exception {
        Properties properties = read(block);

        assertThat(properties).isNotEmpty();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key);
            if (key.startsWith(BEANS)) {
                assertBean(properties, key, value);
            } else if (!key.matches(OUR_COMPONENTS)) {
                assertThat(MAIN).contains(asOneWord(key));
            }
        }
    }

    private static String asOneWord(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static Properties read(CodeBlock block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.code()));
        return properties;
    }

    /** The class of a bean exists, and its properties have setters. */
    private static void assertBean(Properties properties, String key, String value) throws ClassNotFoundException {
        String[] names = key.substring(BEANS.length()).split("\\.");
        if (names.length == 1) {
            assertThat(value).startsWith(CLASS);
        }
        Class<?> type = Class.forName(properties.getProperty(BEANS + names[0]).substring(CLASS.length()));
        if (names.length > 1) {
            String setter = "set" + names[1].substring(0, 1).toUpperCase(Locale.ROOT) + names[1].substring(1);
            assertThat(Arrays.stream(type.getMethods()).map(method -> method.getName()))
                    .contains(setter);
        }
    }
}
