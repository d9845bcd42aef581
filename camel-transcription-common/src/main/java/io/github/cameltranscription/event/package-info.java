/* SPDX-License-Identifier: Apache-2.0 */
/** What Camel's event notifiers receive about jobs. */
package io.github.cameltranscription.event;
