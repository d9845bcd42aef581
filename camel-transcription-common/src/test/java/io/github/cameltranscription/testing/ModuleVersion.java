/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the module whose tests run. */
final class ModuleVersion {

    private static final Pattern OF_PARENT = Pattern.compile("(?s)<parent>.*?<version>([^<]+)</version>");

    private ModuleVersion() {}

    static String current() {
        try {
            Matcher version = OF_PARENT.matcher(Files.readString(Path.of("pom.xml")));
            if (!version.find()) {
                throw new IllegalStateException("pom.xml has no parent with a version");
            }
            return version.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
