/* SPDX-License-Identifier: Apache-2.0 */
/** The common parts of the Camel components: options, headers, endpoint and producers. */
package io.github.cameltranscription.component;
