/* SPDX-License-Identifier: Apache-2.0 */
/** Monitoring of a CamelContext: jobs in flight and finished, governors, repositories. Knows no component. */
package io.github.cameltranscription.monitor;
