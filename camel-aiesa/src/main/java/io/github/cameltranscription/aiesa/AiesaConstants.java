/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.apache.camel.spi.Metadata;

import io.github.cameltranscription.component.TranscriptionConstants;

/** The message headers of {@code aiesa:}. */
public final class AiesaConstants extends TranscriptionConstants {

    @Metadata(
            description = "Out: what the job costs or would cost, in the currency of the account.",
            javaType = "Double")
    public static final String COST = "CamelAiesaCost";

    @Metadata(
            description = "Out, of calculate: the currency of the account, such as RUB.",
            label = "producer",
            javaType = "String")
    public static final String CURRENCY = "CamelAiesaCurrency";

    @Metadata(
            description = "Out, of calculate: the balance with the credit, in the currency of the account.",
            label = "producer",
            javaType = "Double")
    public static final String AVAILABLE_CREDIT = "CamelAiesaAvailableCredit";

    @Metadata(description = "Out: the minutes that the job is billed for, or would be.", javaType = "Integer")
    public static final String MINUTES_BILLED = "CamelAiesaMinutesBilled";

    @Metadata(
            description =
                    "Out: whether AIESA requires the job to be confirmed. Its documentation has no call for that.",
            label = "producer",
            javaType = "Boolean")
    public static final String NEED_CONFIRM = "CamelAiesaNeedConfirm";

    @Metadata(description = "Out: the text of the analysis, if an aiPrompt was set.", javaType = "String")
    public static final String ANALYSIS = "CamelAiesaAnalysis";

    @Metadata(
            description = "In: the priority of the job; overrides the option priority. Out: the priority that AIESA "
                    + "applied.",
            javaType = "String",
            enums = "queue,lightning")
    public static final String PRIORITY = "CamelAiesaPriority";

    @Metadata(
            description = "Out: the other members of AIESA's status, by its own names, such as normalization_enabled "
                    + "or filename; the results, the analysis and the speakers are in the transcript.",
            javaType = "Map")
    public static final String DETAILS = "CamelAiesaDetails";

    private AiesaConstants() {}
}
