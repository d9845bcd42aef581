/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers, on free ports of this machine: for tests, and for demos that need no account. What a server is made of
 * is an optional dependency; who starts one names that dependency too.
 */
package io.github.cameltranscription.peers;
