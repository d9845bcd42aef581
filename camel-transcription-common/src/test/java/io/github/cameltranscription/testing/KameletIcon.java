/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.xml.sax.SAXException;

/** The icon of a Kamelet, which is part of its file. */
final class KameletIcon {

    private static final String PREFIX = "data:image/svg+xml;base64,";

    private KameletIcon() {}

    static boolean isSvg(String url) {
        if (!url.startsWith(PREFIX)) {
            return false;
        }
        try {
            byte[] svg = Base64.getDecoder().decode(url.substring(PREFIX.length()));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement()
                    .getTagName()
                    .equals("svg");
        } catch (IllegalArgumentException | SAXException | IOException | ParserConfigurationException malformed) {
            return false;
        }
    }
}
