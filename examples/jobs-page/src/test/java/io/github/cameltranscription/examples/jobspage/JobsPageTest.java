/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.browser.Chromium;
import io.github.cameltranscription.browser.DevTools;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser. All tests share one application, with its jobs, and one browser. */
@Tag("server")
@EnabledIf(value = Chromium.INSTALLED, disabledReason = "no Chromium was found")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsPageTest {

    private static final int PICTURES = 1;
    private static final int FIRST = 2;
    private static final int LAST = Integer.MAX_VALUE;
    private static final String MARKUP =
            "<img src=x onerror=alert(1)> <script>alert(2)</script> <b onmouseover=alert(3)>жирный</b> &lt;i&gt;";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>.wav";

    @TempDir
    static Path folder;

    private static Application application;
    private static Chromium chromium;
    private static DevTools page;

    @BeforeAll
    static void start() throws Exception {
        application = Application.start(folder.resolve("jobs"), JobsPageTest::processingTime);
        chromium = Chromium.start(
                "--lang=en", "--accept-lang=en-US", "--autoplay-policy=no-user-gesture-required", "--hide-scrollbars");
        page = chromium.page();
    }

    /** Long recordings stay in flight for the other tests; those of half a minute take some seconds. */
    private static Duration processingTime(Duration recording) {
        if (recording.compareTo(Application.LONG_RECORDING) >= 0) {
            return recording.dividedBy(2);
        }
        return recording.toSeconds() < 20 ? Duration.ofMillis(500) : recording.dividedBy(6);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (application != null) {
            application.close();
        }
    }

    @BeforeEach
    void open() {
        page.window(1280, 860, false);
        page.dark(false);
        page.open(application.url());
        await().until(() ->
                page.text("#live").equals("Live") || page.text("#live").equals("На связи"));
    }

    @Test
    @Order(FIRST)
    void aDroppedFileBecomesATranscriptThatPlaysWithItsTrack() throws IOException {
        application.simulator().script("разговор.wav", "Добрый день! Чем могу помочь? Здравствуйте. Где мой заказ?");
        Path file = Files.write(folder.resolve("разговор.wav"), Recordings.wav(4));

        page.drop("#drop", file);

        await().until(() -> page.text("#transcripts").contains("разговор.wav"));
        page.click("#transcripts button");
        await().until(() -> count("#segments button") == 4);
        assertThat(page.text("#player-title")).isEqualTo("разговор.wav");
        assertThat(page.text("#segments")).contains("Здравствуйте.");
        // The track is the recording's own, and its cues are shown while it plays.
        await().until(() -> page.evaluate("document.getElementById('track').track.cues?.length ?? 0")
                        .asInt()
                >= 4);
        await().until(() ->
                page.evaluate("document.getElementById('audio').duration").asDouble() > 5.5);
        page.click("#segments li:nth-child(3) button");
        await().until(() ->
                page.evaluate("document.getElementById('audio').currentTime").asDouble() >= 2.9);
        await().until(() -> !page.text("#cue").isBlank());
        await().until(() -> is("document.querySelector('#segments [aria-current]') !== null"));
        // Speakers: a name for each, and a colour.
        assertThat(count("#speakers li")).isEqualTo(2);
        assertThat(page.evaluate(
                                "new Set([...document.querySelectorAll('.who')].map(one => getComputedStyle(one).color)).size")
                        .asInt())
                .isEqualTo(2);
        assertThat(page.evaluate("new Set([...document.querySelectorAll('.who')].map(one => one.textContent)).size")
                        .asInt())
                .isEqualTo(2);
        // Search.
        page.evaluate("document.getElementById('search').focus()");
        page.call("Input.insertText", Map.of("text", "ЗАКАЗ"));
        await().until(() -> count("#segments button") == 1);
        assertThat(page.text("#segments mark")).isEqualTo("заказ");
        // Downloads.
        JsonNode formats =
                page.evaluate("Promise.all([...document.querySelectorAll('#downloads a')].map(async link => {"
                        + " const answer = await fetch(link.href); return [link.download, answer.status,"
                        + " answer.headers.get('Content-Type'), (await answer.text()).slice(0, 200)]; }))");
        assertThat(formats.valueStream().map(one -> one.get(0).asText()))
                .containsExactly(
                        "разговор.wav.txt",
                        "разговор.wav.json",
                        "разговор.wav.srt",
                        "разговор.wav.vtt",
                        "разговор.wav.csv",
                        "разговор.wav");
        assertThat(formats.valueStream().map(one -> one.get(1).asInt())).containsOnly(200);
        assertThat(formats.get(2).get(3).asText()).contains("-->").doesNotContain("WEBVTT");
        assertThat(formats.get(3).get(3).asText()).startsWith("WEBVTT");
        page.click("#close");
        await().until(() -> !is("document.getElementById('player').open"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void hostileNamesAndTextsAreText() throws IOException {
        application.simulator().script(HOSTILE, MARKUP);
        page.drop("#drop", Files.write(folder.resolve(HOSTILE), Recordings.wav(1)));
        application.simulator().script("from-folder" + HOSTILE, MARKUP);
        application.put("from-folder" + HOSTILE, Recordings.wav(1));
        application.park(HOSTILE, "<b>id</b>", "<img src=x onerror=alert(4)>");
        application.useParked();

        await().until(() -> transcript(HOSTILE) && transcript("from-folder" + HOSTILE));
        await().until(() -> page.text("#parked").contains("<img src=x onerror=alert(4)>"));
        page.evaluate("[...document.querySelectorAll('#transcripts button')].find(one =>"
                + " one.querySelector('b').textContent === '" + HOSTILE + "').click()");
        await().until(() -> count("#segments button") == 1);

        assertThat(page.text("#player-title")).isEqualTo(HOSTILE);
        assertThat(page.evaluate("document.querySelector('#segments button span').lastChild.textContent")
                        .asText())
                .isEqualTo(MARKUP);
        await().until(() -> page.evaluate("document.getElementById('track').track.cues?.length ?? 0")
                        .asInt()
                > 0);
        page.click("#segments button");
        await().until(() -> !page.text("#cue").isBlank());
        assertThat(page.text("#cue")).contains("<img");
        page.press("Escape");
        assertThat(page.evaluate(
                                "document.images.length + document.querySelectorAll('b[onmouseover], i script, [onerror]').length")
                        .asInt())
                .isZero();
        assertThat(count("script")).isEqualTo(1);
        assertThat(page.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void showsTheProgressThatTheProviderReports() throws IOException {
        application.put("long.wav", Recordings.wav(60));

        await().until(() -> page.text("#jobs").contains("long.wav") && count("#jobs progress") > 0);
        assertThat(page.text("#jobs")).containsPattern("\\d+ %");
        // Palatine reports no progress: the page shows only the time.
        application.waitFor(1, "unknown");
        await().until(() -> page.text("#jobs").contains("unknown-0"));
        assertThat(page.evaluate("[...document.querySelectorAll('#jobs li')].find(one =>"
                                + " one.textContent.includes('unknown-0')).querySelector('progress')")
                        .isNull())
                .isTrue();
    }

    @Test
    void aFailedJobIsListedWithItsReason() throws IOException {
        application.put("broken.wav", new byte[] {1, 2, 3});

        await().until(() -> page.text("#ended").contains("broken.wav"));
        page.click("[data-filter=failed]");

        assertThat(page.evaluate("[...document.querySelectorAll('#ended .badge')].map(one => one.textContent)")
                        .valueStream()
                        .map(JsonNode::asText))
                .isNotEmpty()
                .doesNotContain("done");
        assertThat(page.evaluate("[...document.querySelectorAll('#ended li')].find(one =>"
                                + " one.textContent.includes('broken.wav')).querySelector('.reason').textContent")
                        .asText())
                .isNotBlank();
        await().until(() -> page.evaluate("document.querySelectorAll('#plot .failed').length")
                        .asInt()
                > 0);
        assertThat(page.evaluate("document.getElementById('plot').getAttribute('aria-label')")
                        .asText())
                .contains("failed");
    }

    @Test
    void parkedJobsAreRetriedAndForgotten() {
        String known = application.park("known.wav", "job-17", "the provider does not know the job");
        String uncertain = application.park("uncertain.wav", null, "how the submission ended is unknown");
        application.useParked();
        await().until(() -> page.text("#parked").contains("uncertain.wav"));
        assertThat(page.text("#parked")).contains("job-17").contains("the provider does not know the job");

        // An uncertain job cannot be retried, and nothing is forgotten without a confirmation.
        click("uncertain.wav", ".forget");
        await().until(() -> is("document.getElementById('confirm').open"));
        assertThat(page.text("#confirm-text")).contains("uncertain.wav").contains("paid for again");
        page.click("#cancel");
        assertThat(parked(uncertain)).isTrue();
        assertThat(page.evaluate(row("uncertain.wav") + ".querySelector('.retry').hidden")
                        .asBoolean())
                .isTrue();
        click("uncertain.wav", ".forget");
        page.click("#confirmed");
        await().until(() -> !parked(uncertain));
        await().until(() -> !page.text("#parked").contains("uncertain.wav"));

        click("known.wav", ".retry");
        await().until(() -> !parked(known));
        assertThat(application.repository().list(JobRecordState.SUBMITTED, 10))
                .extracting(JobRecord::key)
                .contains(known);
        await().until(() -> !page.text("#parked-section").contains("known.wav"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void speaksRussianAndEnglish() {
        page.click("[data-language=ru]");

        assertThat(page.text("h1")).isEqualTo("Задания на расшифровку");
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("ru");
        assertThat(page.evaluate("document.title").asText()).isEqualTo("Задания на расшифровку");
        page.open(application.url());
        assertThat(page.text("h1")).isEqualTo("Задания на расшифровку");
        // Each text has both languages.
        await().until(() -> page.text("#live").equals("На связи"));
        assertThat(page.text("#tiles")).contains("в очереди").doesNotContain("queued");
        page.click("[data-language=en]");
        assertThat(page.text("h1")).isEqualTo("Transcription jobs");
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
        assertThat(page.text("#tiles")).contains("queued");
    }

    @Test
    void worksByKeyboardAlone() throws IOException {
        application.put("keyboard.wav", Recordings.wav(2));
        await().until(() -> page.text("#transcripts").contains("keyboard.wav"));

        assertThat(focused(page, "#file")).isTrue();
        assertThat(focused(page, "#transcripts button")).isTrue();
        page.press("Enter");
        await().until(() -> count("#segments button") == 2);
        assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("player-title");
        assertThat(focused(page, "#segments button")).isTrue();
        page.press(" ");
        await().until(() ->
                page.evaluate("document.getElementById('audio').currentTime").asDouble() > 0);
        page.press("Escape");
        await().until(() -> !is("document.getElementById('player').open"));
        // The focus is back where it was.
        assertThat(is("document.activeElement.closest('#transcripts') !== null"))
                .isTrue();
    }

    @Test
    void fitsOnAPhone() throws IOException {
        application.put("a-very-long-name-without-any-place-to-break-".repeat(4) + ".wav", Recordings.wav(1));
        application.waitFor(3, "phone");
        await().until(() -> page.text("#transcripts").contains("a-very-long-name"));
        page.window(360, 740, true);

        assertThat(overflow()).isLessThanOrEqualTo(0);
        page.evaluate("document.querySelector('#transcripts button').click()");
        await().until(() -> count("#segments button") > 0);
        assertThat(overflow()).isLessThanOrEqualTo(0);
        assertThat(page.evaluate("document.getElementById('player').getBoundingClientRect().width")
                        .asInt())
                .isLessThanOrEqualTo(360);
        page.press("Escape");
    }

    @Test
    void axeFindsNoViolation() throws IOException {
        application.put("axe.wav", Recordings.wav(3));
        application.put("axe-broken.wav", new byte[] {1});
        application.put("axe-long.wav", Recordings.wav(60));
        application.waitFor(3, "axe");
        application.park("axe-parked.wav", "job-axe", "the provider does not know the job");
        application.useParked();
        await().until(() -> page.text("#parked").contains("axe-parked.wav")
                && page.text("#transcripts").contains("axe.wav")
                && page.text("#ended").contains("axe-broken.wav")
                && count("#jobs progress") > 0);

        for (boolean dark : List.of(false, true)) {
            page.dark(dark);
            assertThat(page.violations()).isEmpty();
            page.evaluate("document.querySelector('#parked .forget').click()");
            assertThat(page.violations()).isEmpty();
            page.press("Escape");
            page.evaluate("document.querySelector('#transcripts button').click()");
            await().until(() -> count("#segments button") > 0);
            assertThat(page.violations()).isEmpty();
            page.press("Escape");
        }
    }

    /** The pictures of the documentation, which {@code -Dpictures=write} replaces. */
    @Test
    @Order(PICTURES)
    void takesThePictures() throws IOException {
        boolean write = "write".equals(System.getProperty("pictures"));
        Path pictures = write ? Path.of("..", "..", "docs", "pictures") : Path.of("target", "screenshots");
        application
                .simulator()
                .script(
                        "Добрый день! Это служба поддержки, чем могу помочь? Здравствуйте. Я оплатил заказ, а письмо так и не"
                                + " пришло. Сейчас посмотрим. Подскажите, пожалуйста, номер заказа. Две тысячи двадцать шесть."
                                + " Вижу ваш заказ, письмо отправлено повторно. Спасибо, получил. Хорошего дня!");
        application.put("Интервью, часть 1.wav", Recordings.wav(60));
        application.put("call-0412.wav", Recordings.wav(90));
        for (int i = 0; i < 3; i++) {
            application.transcribe("short-" + i + ".wav", Recordings.wav(write ? 18 + 4 * i : 4));
        }
        for (String name : List.of("Планёрка.wav", "call-0409.wav", "call-0410.wav")) {
            application.put(name, Recordings.wav(8));
        }
        application.put("call-0411.wav", new byte[] {1});
        application.park("call-0398.wav", "job-0398", "the provider does not know the job");
        application.useParked();
        await().until(() -> page.text("#transcripts").contains("call-0410.wav")
                && page.text("#transcripts").contains("Планёрка.wav")
                && page.text("#ended").contains("call-0411.wav")
                && page.text("#parked").contains("call-0398.wav")
                && page.text("#ended").contains("short-2.wav")
                && page.evaluate("document.querySelector('#jobs progress')?.value ?? 0")
                                .asInt()
                        >= (write ? 40 : 0));
        application.transcribe("Совещание у директора.wav", Recordings.wav(60));
        await().until(() ->
                count("#jobs .range") > 0 && (!write || page.text("#jobs").matches("(?s).*0:0[3-9] · usually.*")));
        for (boolean dark : List.of(false, true)) {
            page.dark(dark);
            String scheme = dark ? "-dark.png" : "-light.png";
            page.window(1200, 900, false);
            page.screenshot(pictures.resolve("jobs-page" + scheme));
            page.evaluate("[...document.querySelectorAll('#transcripts button')].find(one =>"
                    + " one.textContent.includes('Планёрка')).click()");
            await().until(() -> count("#segments button") == 8);
            await().until(() ->
                    page.evaluate("document.getElementById('audio').duration").asDouble() > 5);
            page.click("#segments li:nth-child(3) button");
            await().until(() -> !page.text("#cue").isBlank());
            page.evaluate("document.getElementById('audio').pause()");
            page.window(1100, 660, false);
            page.screenshot(pictures.resolve("jobs-player" + scheme));
            page.click("#close");
            page.window(390, 844, true);
            page.screenshot(Path.of("target", "screenshots").resolve("phone" + scheme));
        }
        if (write) {
            try (var files = Files.list(pictures)) {
                assertThat(files.filter(file -> file.toString().endsWith(".png")))
                        .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(200_000));
            }
        }
    }

    @Test
    @Order(LAST)
    void isUsableWithTwoHundredAndWithTenThousandJobs() {
        application.waitFor(200, "few");
        await().until(() -> inFlight() >= 200);
        isUsable();

        application.waitFor(9_800, "many");
        await().until(() -> inFlight() >= 10_000);
        isUsable();
        assertThat(count("#jobs > li")).isEqualTo(100);
        page.click("#more");
        await().until(() -> count("#jobs > li") == 200);
        page.evaluate("(async () => { for (let i = 0; i < 9; i++) { document.getElementById('more').click();"
                + " await new Promise(done => setTimeout(done, 10)); } })()");
        await().until(() -> count("#jobs > li") == 500);
        assertThat(is("document.getElementById('more').hidden")).isTrue();
        assertThat(page.evaluate("document.querySelectorAll('*').length").asInt())
                .isLessThan(12_000);
        isUsable();
        assertThat(page.complaints()).isEmpty();
    }

    /** Asserts that the page answers a click while it refreshes the list. */
    private static void isUsable() {
        for (String language : List.of("ru", "en")) {
            page.click("[data-language=" + language + "]");
            await().until(() ->
                    page.evaluate("document.documentElement.lang").asText().equals(language));
        }
        // The longest time without a reaction of the page, over a refresh.
        double longest = page.evaluate(
                        "new Promise(done => { let last = performance.now(), longest = 0, end = last + 2500;"
                                + " (function beat() { const now = performance.now(); longest = Math.max(longest, now - last);"
                                + " last = now; now < end ? setTimeout(beat, 0) : done(longest); })(); })")
                .asDouble();
        System.out.printf("Chromium: the page was busy for at most %.0f ms at a time%n", longest);
        assertThat(longest).isLessThan(20_000);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private static boolean is(String expression) {
        return page.evaluate(expression).asBoolean();
    }

    private static int count(String selector) {
        return page.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    private static boolean transcript(String name) {
        return page.evaluate("[...document.querySelectorAll('#transcripts b')].some(one => one.textContent === '" + name
                        + "')")
                .asBoolean();
    }

    private static String row(String name) {
        return "[...document.querySelectorAll('#parked li')].find(one => one.textContent.includes('" + name + "'))";
    }

    private static void click(String name, String button) {
        page.evaluate(row(name) + ".querySelector('" + button + "').click()");
    }

    private static boolean parked(String key) {
        return application.repository().list(JobRecordState.PARKED, 100).stream()
                .anyMatch(record -> record.key().equals(key));
    }

    private static int inFlight() {
        return page.evaluate("Number(document.querySelector('#tiles dd').textContent.replace(/\\D/g, ''))")
                .asInt();
    }

    private static int overflow() {
        return page.evaluate("document.documentElement.scrollWidth - innerWidth")
                .asInt();
    }

    /** Presses Tab until this has the focus. */
    private static boolean focused(DevTools browser, String selector) {
        for (int i = 0; i < 200; i++) {
            if (browser.evaluate("document.activeElement === document.querySelector('" + selector + "')")
                    .asBoolean()) {
                return true;
            }
            browser.press("Tab");
        }
        return false;
    }
}
