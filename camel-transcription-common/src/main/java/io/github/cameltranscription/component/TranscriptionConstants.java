/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.spi.Metadata;

/** The message headers that all transcription components share. */
public class TranscriptionConstants {

    @Metadata(
            description = "The provider's id of the job. Set on every reply, and on every failed message with a job; "
                    + "read by await, status and the other operations that take a job.",
            javaType = "String",
            important = true)
    public static final String JOB_ID = "CamelTranscriptionJobId";

    @Metadata(
            description = "In: the key that identifies this recording when it comes again; overrides the option "
                    + "jobKey. Out, with a jobRepository: the key that was used.",
            javaType = "String")
    public static final String JOB_KEY = "CamelTranscriptionJobKey";

    @Metadata(
            description = "The provider's name, such as palatine. Set on replies and on failed messages.",
            javaType = "String")
    public static final String PROVIDER = "CamelTranscriptionProvider";

    @Metadata(
            description = "The status of the job: PENDING, DONE or FAILED. Set on replies.",
            javaType = "String",
            enums = "PENDING,DONE,FAILED")
    public static final String STATUS = "CamelTranscriptionStatus";

    @Metadata(
            description = "The progress of the job, 0 to 100, if the provider reports it. Set on replies of status.",
            javaType = "Integer")
    public static final String PROGRESS = "CamelTranscriptionProgress";

    @Metadata(
            description = "The language of the recording, as an ISO 639-1 code. In: overrides the option language. "
                    + "Out: the language that the provider detected.",
            javaType = "String")
    public static final String LANGUAGE = "CamelTranscriptionLanguage";

    @Metadata(description = "The length of the recording in seconds. Set on transcripts.", javaType = "Double")
    public static final String DURATION = "CamelTranscriptionDuration";

    @Metadata(
            description = "In: a link from which the provider downloads the recording; overrides the option sourceUrl.",
            label = "producer",
            javaType = "String")
    public static final String SOURCE_URL = "CamelTranscriptionSourceUrl";

    @Metadata(
            description = "Out, on a failed message: the name of the ErrorCategory.",
            javaType = "String",
            enums = "AUTHENTICATION,INSUFFICIENT_BALANCE,INVALID_REQUEST,UNSUPPORTED_MEDIA,PAYLOAD_TOO_LARGE,"
                    + "JOB_NOT_FOUND,JOB_NOT_READY,JOB_FAILED,JOB_TIMED_OUT,JOB_INTERRUPTED,"
                    + "JOB_IN_PROGRESS,JOB_REPOSITORY_UNAVAILABLE,RATE_LIMITED,"
                    + "PROVIDER_UNAVAILABLE,ANSWER_TOO_LARGE,UNREADABLE_RESULT,UNCERTAIN_SUBMISSION",
            important = true)
    public static final String ERROR_CATEGORY = "CamelTranscriptionErrorCategory";

    @Metadata(
            description = "In: the file name that the provider receives; overrides CamelFileName and CamelAwsS3Key. "
                    + "Out, of await and results: the file name that the provider received.",
            javaType = "String")
    public static final String FILE_NAME = "CamelTranscriptionFileName";

    /** For the constants of a component. */
    protected TranscriptionConstants() {}
}
