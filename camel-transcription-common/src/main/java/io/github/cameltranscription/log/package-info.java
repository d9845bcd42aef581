/* SPDX-License-Identifier: Apache-2.0 */
/** How our own log lines say which job they are about. */
package io.github.cameltranscription.log;
