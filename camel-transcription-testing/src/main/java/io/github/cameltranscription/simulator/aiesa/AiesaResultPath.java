/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a result on its server.
 *
 * @param moved whether it is where redirects lead
 */
record AiesaResultPath(boolean moved, String jobId, AiesaResult result) {

    private static final String MOVED = "/moved";
    private static final Pattern PATTERN = Pattern.compile("(" + MOVED + ")?/transcriptions/([^/]+)/([^/]+)");

    /** Null where there can be no result. */
    static AiesaResultPath of(String path) {
        Matcher matcher = PATTERN.matcher(path);
        if (matcher.matches()) {
            for (AiesaResult result : AiesaResult.values()) {
                if (result.fileName().equals(matcher.group(3))) {
                    return new AiesaResultPath(matcher.group(1) != null, matcher.group(2), result);
                }
            }
        }
        return null;
    }

    /** Begins with a slash. */
    String path() {
        return (moved ? MOVED : "") + "/transcriptions/" + jobId + "/" + result.fileName();
    }
}
