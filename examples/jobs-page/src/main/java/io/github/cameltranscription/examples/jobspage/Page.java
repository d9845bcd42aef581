/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;

/** The page, one file. Its policy allows only its own script and style, by their hashes. */
final class Page {

    private final String html;
    private final String policy;

    private Page(String html) {
        this.html = html;
        this.policy = "default-src 'none'; connect-src 'self'; media-src 'self'; img-src data:; script-src "
                + hash("script") + "; style-src " + hash("style")
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    }

    static Page load() throws IOException {
        try (InputStream file = Page.class.getResourceAsStream("/jobs-page/jobs.html")) {
            return new Page(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    void serve(Exchange exchange) {
        Reply.with(exchange, 200, "text/html; charset=UTF-8", html);
        exchange.getMessage().setHeader("Content-Security-Policy", policy);
    }

    private String hash(String element) {
        Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        if (!content.find()) {
            throw new IllegalStateException("The page has no " + element);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
