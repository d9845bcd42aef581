/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers, on free ports of this machine, for tests and for demos that need no account. The libraries of a server are
 * optional dependencies; a module that starts a server adds them.
 */
package io.github.cameltranscription.peers;
