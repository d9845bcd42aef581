/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.UnknownHostException;

/** A link or a redirect leads to an address that is not public, and {@code allowPrivateLinks} is not set. */
public final class PrivateAddressException extends UnknownHostException {

    PrivateAddressException(String host, String address) {
        super("the link leads to " + host + ", whose address " + address
                + " is not public: set allowPrivateLinks=true if this installation has its files there");
    }
}
