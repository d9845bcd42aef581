/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers on free ports of this machine, for tests and for demos that need no account. The libraries of the servers are
 * optional dependencies: a module that starts a server needs its library too.
 */
package io.github.cameltranscription.peers;
