/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

/** As {@link LiveCaptionsProfile}, with a token that the provider does not know. */
public class WrongTokenProfile extends LiveCaptionsProfile {

    /** Looked for in everything that a browser gets. */
    static final String TOKEN = "secret-token-of-another";

    @Override
    String token() {
        return TOKEN;
    }
}
