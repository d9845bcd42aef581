/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.Objects;

/**
 * A node and its epoch. A node that was given up comes back with the next epoch, and no longer owns what it began
 * before.
 *
 * @param node  the name of the node, unique for each start of a process
 * @param epoch counts from 1
 */
public record JobOwner(String node, long epoch) {

    /** Checks that there is a name. */
    public JobOwner {
        Objects.requireNonNull(node, "node");
    }
}
