/* SPDX-License-Identifier: Apache-2.0 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the pictures of the documentation that are no screenshots, light and dark: {@code java docs/pictures/Draw.java}
 * from the root of the repository. The figures of the plots are read from the page of the benchmarks.
 */
final class Draw {

    private static final Path PICTURES = Path.of("docs", "pictures");
    private static final Path BENCHMARKS = Path.of("integration-tests", "benchmarks", "README.md");

    /** Colours of one scheme. */
    private record Colours(
            String name, String back, String sheet, String text, String quiet, String line, String accent, String soft,
            String good, String warn, String bad) {}

    private static final List<Colours> SCHEMES = List.of(
            new Colours("light", "#ffffff", "#f4f5f8", "#1b1f27", "#565f6f", "#b8c0cd", "#2459c9", "#e6edfb",
                    "#1d7440", "#8a5c00", "#b3261e"),
            new Colours("dark", "#13151a", "#1f232b", "#e8eaee", "#a7afbd", "#4a5261", "#8db2ff", "#22304f", "#7bd694",
                    "#f3cc72", "#ffb4ab"));

    private final Colours colours;
    private final StringBuilder svg = new StringBuilder();

    private Draw(Colours colours) {
        this.colours = colours;
    }

    public static void main(String[] arguments) throws IOException {
        for (Colours colours : SCHEMES) {
            new Draw(colours).architecture().write("architecture");
            new Draw(colours).life().write("job-life");
            new Draw(colours).benchmarks(Files.readString(BENCHMARKS)).write("benchmarks");
        }
    }

    private void write(String name) throws IOException {
        Files.writeString(PICTURES.resolve(name + "-" + colours.name() + ".svg"), svg + "</svg>\n");
    }

    private Draw begin(int width, int height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="14">
                <title>%s</title>
                <defs><marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="%s"/></marker></defs>
                <rect width="%d" height="%d" rx="14" fill="%s"/>
                """,
                width, height, title, colours.quiet(), width, height, colours.back()));
        return this;
    }

    private void box(int x, int y, int width, int height, String fill, String edge, String title, String... lines) {
        svg.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"9\" fill=\"%s\" stroke=\"%s\"/>%n",
                x, y, width, height, fill, edge));
        int middle = y + height / 2 + 5 - lines.length * 9;
        text(x + width / 2, middle, "middle", colours.text(), 600, 14, title);
        for (int i = 0; i < lines.length; i++) {
            text(x + width / 2, middle + 19 + i * 17, "middle", colours.quiet(), 400, 12, lines[i]);
        }
    }

    private void plain(int x, int y, int width, int height, String title, String... lines) {
        box(x, y, width, height, colours.sheet(), colours.line(), title, lines);
    }

    private void strong(int x, int y, int width, int height, String title, String... lines) {
        box(x, y, width, height, colours.soft(), colours.accent(), title, lines);
    }

    private void text(int x, int y, String anchor, String colour, int weight, int size, String text) {
        svg.append(String.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-weight=\"%d\" font-size=\"%d\">%s</text>%n",
                x, y, anchor, colour, weight, size, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private void arrow(String path, boolean dashed, boolean both) {
        svg.append(String.format(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"%s marker-end=\"url(#arrow)\"%s/>%n",
                path,
                colours.quiet(),
                dashed ? " stroke-dasharray=\"4 4\"" : "",
                both ? " marker-start=\"url(#arrow)\"" : ""));
    }

    private void label(int x, int y, String text) {
        text(x, y, "middle", colours.quiet(), 400, 12, text);
    }

    private Draw architecture() {
        begin(960, 430, "Architecture: a route calls a component, whose engine runs each job at the provider");
        plain(20, 40, 150, 64, "Camel route", "file, Kafka, JMS, HTTP");
        plain(20, 150, 150, 64, "Camel route", "transcript, SRT, VTT");
        svg.append(String.format(
                "<rect x=\"215\" y=\"20\" width=\"525\" height=\"300\" rx=\"12\" fill=\"none\" stroke=\"%s\" stroke-dasharray=\"6 5\"/>%n",
                colours.line()));
        text(228, 288, "start", colours.quiet(), 400, 11, "camel-transcription-common");
        text(228, 304, "start", colours.quiet(), 400, 11, "and an adapter for each provider");
        strong(235, 40, 140, 64, "Component", "options, producer");
        strong(410, 40, 140, 64, "Job engine", "waits without threads");
        strong(585, 40, 140, 64, "Adapter", "submit, status, fetch");
        plain(410, 150, 140, 64, "Governor", "rate of each account");
        plain(585, 150, 140, 64, "HTTP transport", "uploads | polls");
        plain(235, 150, 140, 64, "Transcript", "segments, speakers");
        plain(410, 235, 140, 48, "Monitor", "health, meters");
        plain(790, 40, 150, 174, "Provider", "Palatine", "Shopot", "AIESA");
        plain(320, 350, 320, 60, "Job repository", "embedded, or PostgreSQL; outlives the process");
        arrow("M170 72H233", false, false);
        arrow("M375 72H408", false, false);
        arrow("M550 72H583", false, false);
        arrow("M655 104V148", false, false);
        arrow("M725 182H788", false, true);
        arrow("M480 104V148", false, true);
        arrow("M235 182H172", false, false);
        arrow("M430 104C420 130 400 150 377 168", false, false);
        arrow("M535 106V127H568V348", true, true);
        arrow("M865 214V280H742", true, false);
        label(803, 272, "webhook: polls now");
        return this;
    }

    private Draw life() {
        begin(960, 310, "The life of a job: recorded, submitted once, polled, fetched, delivered, released, kept");
        String[][] steps = {
            {"Queued", "waits for its turn"}, {"Intent", "recorded first"}, {"Upload", "costs money"},
            {"Waiting", "polls, no thread"}, {"Fetched", "transcript read"}, {"Delivered", "route is done"},
            {"Finished", "kept for a day"}
        };
        for (int i = 0; i < steps.length; i++) {
            int x = 16 + i * 134;
            if (i == 2) {
                box(x, 60, 118, 62, colours.soft(), colours.warn(), steps[i][0], steps[i][1]);
            } else if (i == 6) {
                box(x, 60, 118, 62, colours.soft(), colours.good(), steps[i][0], steps[i][1]);
            } else {
                strong(x, 60, 118, 62, steps[i][0], steps[i][1]);
            }
            if (i > 0) {
                arrow("M" + (x - 16) + " 91H" + (x - 2), false, false);
            }
        }
        arrow("M440 60C430 18 515 18 505 58", false, false);
        label(472, 22, "status: pending");
        arrow("M330 122C320 168 130 168 80 124", false, false);
        text(16, 178, "start", colours.quiet(), 400, 12, "rejected for load (429, 503):");
        text(16, 195, "start", colours.quiet(), 400, 12, "nothing was paid for, it queues again");
        box(258, 225, 190, 66, colours.sheet(), colours.bad(), "Parked", "a person decides:", "retry or forget");
        arrow("M350 122V223", false, false);
        text(356, 205, "start", colours.quiet(), 400, 12, "uncertain: never sent twice");
        box(520, 225, 170, 66, colours.sheet(), colours.bad(), "Failed", "the provider reports it,", "with its reason");
        arrow("M477 122C480 190 560 190 590 223", false, false);
        arrow("M612 122C612 158 530 158 488 124", true, false);
        text(640, 165, "start", colours.quiet(), 400, 12, "crash, or the route failed: the same job continues");
        text(720, 262, "start", colours.quiet(), 400, 12, "A job repository records every step:");
        text(720, 280, "start", colours.quiet(), 400, 12, "the job survives a crash.");
        return this;
    }

    /** A plot: what, the row of the page, below which heading, the baseline's name. */
    private record Plot(String title, String heading, String row, String unit) {}

    private Draw benchmarks(String page) {
        List<Plot> plots = List.of(
                new Plot("8 uploads at once: MB/s", "8 uploads of 200 MB at once, body a stream", "MB/s", "more is better"),
                new Plot("8 uploads at once: heap peak, MB", "8 uploads of 200 MB at once, body a stream", "heap peak MB", "less is better"),
                new Plot("10,000 jobs: CPU ms a poll", "10000 jobs in flight", "CPU ms a poll", "less is better"),
                new Plot("10,000 jobs: live heap bytes a job", "10000 jobs in flight", "live heap bytes a job, exchange apart", "less is better"),
                new Plot("10,000 jobs: ms late, 99 %", "10000 jobs in flight", "lateness ms, 99th percentile", "less is better"),
                new Plot("8 uploads at once: CPU ms a MB", "8 uploads of 200 MB at once, body a stream", "CPU ms a MB", "less is better"));
        begin(960, 400, "Benchmarks: the components beside the bare clients that they are built on");
        text(24, 36, "start", colours.text(), 650, 16, "Beside the bare clients: camel-http (uploads) and HttpClient 5 (jobs)");
        text(24, 56, "start", colours.quiet(), 400, 12, "Medians on 2 processors of a quiet machine; the line goes from the smallest to the largest value.");
        for (int i = 0; i < plots.size(); i++) {
            plot(24 + i % 3 * 312, 78 + i / 3 * 156, plots.get(i), page);
        }
        return this;
    }

    private void plot(int x, int y, Plot plot, String page) {
        List<double[]> values = figures(page, plot);
        double largest = Math.max(values.get(0)[2], values.get(1)[2]);
        svg.append(String.format(
                "<rect x=\"%d\" y=\"%d\" width=\"288\" height=\"136\" rx=\"9\" fill=\"%s\" stroke=\"%s\"/>%n",
                x, y, colours.sheet(), colours.line()));
        text(x + 14, y + 26, "start", colours.text(), 600, 14, plot.title());
        text(x + 14, y + 44, "start", colours.quiet(), 400, 12, plot.unit());
        String[] names = {"bare client", "component"};
        for (int i = 0; i < 2; i++) {
            int top = y + 58 + i * 36;
            double[] value = values.get(i);
            text(x + 14, top + 17, "start", colours.text(), 400, 12, names[i]);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"22\" rx=\"4\" fill=\"%s\"/>%n",
                    x + 90, top, 130 * value[0] / largest, i == 0 ? colours.line() : colours.accent()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %dH%.1f\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    x + 90 + 130 * value[1] / largest, top + 11, x + 90 + 130 * value[2] / largest + 0.1, colours.text()));
            text(x + 276, top + 17, "end", colours.text(), 600, 13, number(value[0]));
        }
    }

    private static String number(double value) {
        return value >= 10 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }

    /** Median, smallest and largest of the baseline and of ours. */
    private static List<double[]> figures(String page, Plot plot) {
        int at = page.indexOf("\n" + plot.heading());
        Matcher row = Pattern.compile("\n\\| " + Pattern.quote(plot.row()) + " +\\|[^|]*\\|([^|]*)\\|([^|]*)\\|").matcher(page);
        if (at < 0 || !row.find(at)) {
            throw new IllegalStateException(BENCHMARKS + " has no row \"" + plot.row() + "\" under \"" + plot.heading() + "\"");
        }
        List<double[]> figures = new ArrayList<>();
        for (int group = 1; group <= 2; group++) {
            Matcher value = Pattern.compile("([\\d.]+) \\(([\\d.]+)-([\\d.]+)\\)").matcher(row.group(group));
            if (!value.find()) {
                throw new IllegalStateException("No figures in " + row.group());
            }
            figures.add(new double[] {
                Double.parseDouble(value.group(1)), Double.parseDouble(value.group(2)), Double.parseDouble(value.group(3))
            });
        }
        return figures;
    }
}
