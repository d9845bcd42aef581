/* SPDX-License-Identifier: Apache-2.0 */
/** What Camel's event notifiers are told about jobs. */
package io.github.cameltranscription.event;
