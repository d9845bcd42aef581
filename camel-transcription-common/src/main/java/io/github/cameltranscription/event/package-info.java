/* SPDX-License-Identifier: Apache-2.0 */
/** The events of jobs for Camel's event notifiers. */
package io.github.cameltranscription.event;
