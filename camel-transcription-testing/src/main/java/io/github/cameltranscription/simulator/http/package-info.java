/* SPDX-License-Identifier: Apache-2.0 */
/** How requests are read and answers sent, whole or spoiled. Internal. */
package io.github.cameltranscription.simulator.http;
