/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.zip.ZipInputStream;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.JobNotReadyException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineJobsTest extends PalatineTestSupport {

    @Test
    void statusMakesOneRequestAndSetsHeaders() {
        palatine.faults().onProcessing().neverFinishes().once();
        String waiting = submit();
        String ready = submit();

        Exchange pending = send("palatine:status", null, about(waiting));
        Exchange done = send("palatine:status", null, about(ready));

        assertThat(pending.getMessage().getBody(JobStatus.class).state()).isEqualTo(JobState.PENDING);
        assertThat(pending.getMessage().getHeader(TranscriptionConstants.STATUS))
                .isEqualTo("PENDING");
        assertThat(done.getMessage().getHeader(TranscriptionConstants.STATUS)).isEqualTo("DONE");
        assertThat(done.getMessage().getBody(String.class))
                .contains("\"state\":\"DONE\"")
                .doesNotContain("simulated speech");
        assertThat(palatine.requests().count(PalatineCall.STATUS)).isEqualTo(2);
    }

    @Test
    void aConflictMeansPending() {
        String jobId = submit();
        palatine.faults().onStatus().status(409).times(3);

        assertThat(send("palatine:status", null, about(jobId)).getMessage().getHeader(TranscriptionConstants.STATUS))
                .isEqualTo("PENDING");
        assertThat(body("palatine:await", null, about(jobId), Transcript.class).segments())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "srt,,' --> '",
        "vtt,,WEBVTT",
        "txt,,simulated speech 1",
        "csv,words,speech",
        "csv,segments,simulated speech 1"
    })
    void aFileThatPalatineRendersIsDownloaded(String format, String exportType, String expected) {
        String jobId = submit();

        String reply = body(
                "palatine:download?fileFormat=" + format + (exportType == null ? "" : "&exportType=" + exportType),
                null,
                about(jobId),
                String.class);

        assertThat(reply).contains(expected);
        assertThat(palatine.requests().of(PalatineCall.DOWNLOAD).get(0).queryParameter("export_type"))
                .isEqualTo(exportType);
        palatine.requests().assertNotReleased(jobId);
    }

    @Test
    void aWorkbookArrivesByteForByte() throws Exception {
        String jobId = submit();

        byte[] workbook = body("palatine:download?fileFormat=xlsx", null, about(jobId), byte[].class);

        assertThat(workbook).startsWith('P', 'K', 3, 4);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            assertThat(zip.getNextEntry()).isNotNull();
        }
    }

    @Test
    void aDownloadIsAStreamThatCanBeReadAfterTheExchange() {
        Exchange reply = send("palatine:download", null, about(submit()));

        assertThat(reply.getMessage().getBody()).isInstanceOf(StreamCache.class);
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                .startsWith("text/plain");
        assertThat(palatine.requests().of(PalatineCall.DOWNLOAD).get(0).queryParameter("file_format"))
                .isEqualTo("srt");
    }

    @Test
    void aTruncatedDownloadIsRepeated() {
        String jobId = submit();
        palatine.faults().onDownload().truncate().times(2);

        String reply = body("palatine:download?fileFormat=txt", null, about(jobId), String.class);

        assertThat(reply).contains("simulated speech 1").contains("simulated speech 2");
        assertThat(palatine.requests().count(PalatineCall.DOWNLOAD)).isEqualTo(3);
    }

    @Test
    void aGatewaysPageIsNotADownload() {
        String jobId = submit();
        palatine.faults()
                .onDownload()
                .body("<html><body>Log in</body></html>", "text/html")
                .times(2);

        String reply = body("palatine:download?fileFormat=txt", null, about(jobId), String.class);

        assertThat(reply).contains("simulated speech 1");
        assertThat(palatine.requests().count(PalatineCall.DOWNLOAD)).isEqualTo(3);
    }

    @Test
    void aDownloadWaitsUntilTheJobIsDone() {
        palatine.faults().onProcessing().processingTime(Duration.ofMillis(300)).once();
        String jobId = submit();

        String reply = body("palatine:download?fileFormat=txt", null, about(jobId), String.class);

        assertThat(reply).contains("simulated speech 1");
    }

    @Test
    void doneReleasesAJobAndKeepsTheBody() {
        String jobId = submit();

        Exchange reply = sent("palatine:done", "kept", about(jobId));

        assertThat(reply.getMessage().getBody()).isEqualTo("kept");
        palatine.requests().assertReleased(jobId);
        assertThat(send("palatine:status", null, about(jobId)).getException()).isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void doneFailsForAJobThatIsStillProcessed() {
        palatine.faults().onProcessing().neverFinishes().once();
        String jobId = submit();

        Exchange reply = send("palatine:done?maxRetries=0", null, about(jobId));

        assertThat(reply.getException()).isInstanceOf(JobNotReadyException.class);
    }

    private String submit() {
        return jobId(send("palatine:submit", Recordings.wav(2)));
    }
}
