/* SPDX-License-Identifier: Apache-2.0 */
/** Output formats of a transcript, and Camel's type converters and data types for it. */
package io.github.cameltranscription.format;
