/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public internet: none of IANA's special-purpose registries (RFC 6890), and no cloud
 * metadata address.
 */
final class PublicAddress {

    /** 169.254.169.254 is the metadata address of most clouds; Azure's, 168.63.129.16, is in a public range. */
    private static final List<Network> PRIVATE =
            Stream.of("""
            0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12
            192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
            224.0.0.0/4 240.0.0.0/4
            ::/127 100::/64 2001:db8::/32 fc00::/7 fe80::/10 fec0::/10 ff00::/8
            """.strip().split("\\s+")).map(PublicAddress::network).toList();

    /** Prefixes of IPv6 addresses that contain an IPv4 address, with its offset. */
    private static final Network NAT64 = network("64:ff9b::/96");

    private static final Network LOCAL_NAT64 = network("64:ff9b:1::/48");
    private static final Network SIX_TO_FOUR = network("2002::/16");
    private static final Network COMPATIBLE = network("::/96");

    private record Network(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            return address.length == prefix.length && first(address).equals(first(prefix));
        }

        private BigInteger first(byte[] address) {
            return new BigInteger(1, address).shiftRight(8 * address.length - bits);
        }
    }

    private PublicAddress() {}

    private static Network network(String cidr) {
        String[] parts = cidr.split("/");
        try {
            return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return PRIVATE.stream().noneMatch(network -> network.contains(bytes)) && isPublicInside(bytes);
    }

    private static boolean isPublicInside(byte[] bytes) {
        if (LOCAL_NAT64.contains(bytes)) {
            return false;
        }
        if (NAT64.contains(bytes) || COMPATIBLE.contains(bytes)) {
            return isPublic(inside(bytes, 12));
        }
        return !SIX_TO_FOUR.contains(bytes) || isPublic(inside(bytes, 2));
    }

    private static InetAddress inside(byte[] bytes, int at) {
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
