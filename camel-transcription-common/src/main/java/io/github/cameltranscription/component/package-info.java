/* SPDX-License-Identifier: Apache-2.0 */
/** What the Camel components share: options, headers, endpoint and producers. */
package io.github.cameltranscription.component;
