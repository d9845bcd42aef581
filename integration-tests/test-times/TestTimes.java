/* SPDX-License-Identifier: Apache-2.0 */

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the reports of all tests of a build, prints the slowest classes and what exceeds a budget: 60 s for all heavy classes
 * together (tagged "heavy", or with two sizes by TestSize), 5 s for any other class that is not tagged "server". Where the machine
 * has more to do than cores to do it with, budgets grow by that factor. It fails where a class, or the heavy ones together, take
 * more than three times their budget, since a slow machine is no defect of a test.
 *
 * <p>Arguments: the root of the repository, and "true" where heavy tests were run in full size. Run with {@code java TestTimes.java}.
 */
public final class TestTimes {

    private static final double CLASS_BUDGET_SECONDS = 5;
    private static final double HEAVY_BUDGET_SECONDS = 60;
    private static final double TOLERANCE = 3;
    private static final int SHOWN = 10;
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?name=\"([^\"]+)\"[^>]*>");
    private static final Pattern NUMBER = Pattern.compile(" (time|tests)=\"([\\d.,]+)\"");

    private record TestClass(String module, String name, double seconds, int tests, boolean server, boolean heavy) {}

    private TestTimes() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toRealPath();
        boolean full = Boolean.parseBoolean(arguments[1]);
        List<TestClass> classes = read(root);
        classes.sort(Comparator.comparingDouble(TestClass::seconds).reversed());
        double busy = Math.max(1, load() / Runtime.getRuntime().availableProcessors());

        System.out.printf(
                Locale.ROOT,
                "%d tests in %d classes, %.0f s one after the other; the %d slowest classes:%n",
                classes.stream().mapToInt(TestClass::tests).sum(),
                classes.size(),
                classes.stream().mapToDouble(TestClass::seconds).sum(),
                SHOWN);
        classes.stream().limit(SHOWN).forEach(TestTimes::print);

        List<TestClass> tooSlow = classes.stream()
                .filter(test -> !test.server() && !test.heavy())
                .filter(test -> test.seconds() > CLASS_BUDGET_SECONDS * busy)
                .toList();
        double heavy = classes.stream()
                .filter(TestClass::heavy)
                .mapToDouble(TestClass::seconds)
                .sum();
        System.out.printf(Locale.ROOT, "Heavy tests: %.1f s%s%n", heavy, full ? " in full size" : "");
        if (busy > 1) {
            System.out.printf(Locale.ROOT, "The machine is busy: budgets are %.1f times as large%n", busy);
        }
        if (!tooSlow.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "A class takes at most %.0f s, unless it is tagged \"server\" because it starts a server, a broker, a browser or"
                            + " a JVM of its own, or \"heavy\" because it is a simulation, a fuzz test or a matrix; too slow are:%n",
                    CLASS_BUDGET_SECONDS);
            tooSlow.forEach(TestTimes::print);
        }
        if (!full && heavy > HEAVY_BUDGET_SECONDS * busy) {
            System.out.printf(
                    Locale.ROOT, "Heavy tests take more than %.0f s in their small size%n", HEAVY_BUDGET_SECONDS);
        }
        double slowest = tooSlow.isEmpty() ? 0 : tooSlow.get(0).seconds();
        if (slowest > TOLERANCE * CLASS_BUDGET_SECONDS * busy
                || !full && heavy > TOLERANCE * HEAVY_BUDGET_SECONDS * busy) {
            System.out.println("The build fails: that is more than three times the budget");
            System.exit(1);
        }
    }

    /** The highest of the last minutes, because a build's last minute is not its busiest. */
    private static double load() throws IOException {
        Path averages = Path.of("/proc/loadavg");
        return Files.isReadable(averages)
                ? Stream.of(Files.readString(averages).split(" "))
                        .limit(3)
                        .mapToDouble(Double::parseDouble)
                        .max()
                        .orElse(0)
                : ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void print(TestClass test) {
        System.out.printf(Locale.ROOT, "%8.1f s  %s (%s)%n", test.seconds(), test.name(), test.module());
    }

    private static List<TestClass> read(Path root) throws IOException {
        List<TestClass> classes = new ArrayList<>();
        try (Stream<Path> files = Files.find(root, 5, (path, attributes) -> path.toString()
                .matches(".*/target/surefire-reports/TEST-.*\\.xml"))) {
            for (Path report : files.toList()) {
                Path module = report.getParent().getParent().getParent();
                Matcher suite = SUITE.matcher(Files.readString(report));
                if (suite.find()) {
                    add(classes, root, module, suite);
                }
            }
        }
        return classes;
    }

    private static void add(List<TestClass> classes, Path root, Path module, Matcher suite) throws IOException {
        String name = suite.group(1);
        Path source = module.resolve("src/test/java")
                .resolve(name.replaceAll("\\$.*", "").replace('.', '/') + ".java");
        // A report of a class that is no more stays until "clean".
        if (!Files.exists(source)) {
            return;
        }
        double seconds = 0;
        int tests = 0;
        Matcher number = NUMBER.matcher(suite.group());
        while (number.find()) {
            double value = Double.parseDouble(number.group(2).replace(",", ""));
            if (number.group(1).equals("time")) {
                seconds = value;
            } else {
                tests = (int) value;
            }
        }
        String code = Files.readString(source);
        // ProviderContract has the tag, which is inherited.
        boolean server = code.contains("@Tag(\"server\")")
                || code.contains("@QuarkusTest")
                || code.contains("extends ProviderContract");
        classes.add(new TestClass(
                root.relativize(module).toString(),
                name.substring(name.lastIndexOf('.') + 1),
                seconds,
                tests,
                server,
                code.contains("@Tag(\"heavy\")") || code.contains("TestSize.") && !server));
    }
}
