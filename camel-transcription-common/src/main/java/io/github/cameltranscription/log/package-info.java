/* SPDX-License-Identifier: Apache-2.0 */
/** The logging context of the components' log lines. */
package io.github.cameltranscription.log;
