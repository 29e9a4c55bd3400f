package io.github.versionedschema.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * Command-line options of the demonstration.
 *
 * @param application the jar of the sample
 * @param abort whether new releases are aborted before they are rolled out for good
 * @param force whether forced transitions are run instead of a rollout
 * @param overlap whether the third release is rolled out while the first still runs
 * @param phase duration of each phase, in addition to its transitions
 * @param requestsPerSecond the load
 * @param database the JDBC URL of a server to use, or null for an embedded one
 */
record Options(Path application, boolean abort, boolean force, boolean overlap, Duration phase, int requestsPerSecond,
		@Nullable String database) {

	static final String USAGE = """
			Usage: rolling-update [--abort | --force | --overlap] [--seconds-per-phase=10]
			                      [--requests-per-second=250]
			                      [--database=jdbc:postgresql://host/database?user=...&password=...]

			Rolls out the releases of the sample one after the other while clients use them, and counts
			what goes wrong. Without --database it starts an embedded PostgreSQL; the database has to
			be empty. With --abort each new release is aborted once before it is rolled out for good.
			With --force an abort and a complete end the sessions of instances that are in use.
			With --overlap the third release is rolled out while the first still runs.
			The script sample-app/rolling-update adds --application, which names the jar of the sample.""";

	private static final Set<String> NAMES = Set.of("application", "abort", "force", "overlap", "seconds-per-phase",
			"requests-per-second", "database");

	static Options parse(String... args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		Set<String> unknown = new TreeSet<>(arguments.getOptionNames());
		unknown.removeAll(NAMES);
		unknown.addAll(arguments.getNonOptionArgs());
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("Not known: " + String.join(", ", unknown));
		}
		String application = value(arguments, "application");
		if (application == null) {
			throw new IllegalArgumentException("--application must name the jar of the sample");
		}
		List<String> courses = Stream.of("abort", "force", "overlap").filter(arguments::containsOption).toList();
		if (courses.size() > 1) {
			throw new IllegalArgumentException("--%s cannot be combined".formatted(String.join(" and --", courses)));
		}
		return new Options(Path.of(application), arguments.containsOption("abort"), arguments.containsOption("force"),
				arguments.containsOption("overlap"), Duration.ofSeconds(number(arguments, "seconds-per-phase", 10)),
				number(arguments, "requests-per-second", 250), value(arguments, "database"));
	}

	private static int number(ApplicationArguments arguments, String name, int otherwise) {
		String value = value(arguments, name);
		try {
			int number = (value == null) ? otherwise : Integer.parseInt(value);
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Reported below.
		}
		throw new IllegalArgumentException("--%s must be a number above zero, not %s".formatted(name, value));
	}

	private static @Nullable String value(ApplicationArguments arguments, String name) {
		List<String> values = arguments.getOptionValues(name);
		return (values == null || values.isEmpty()) ? null : values.get(values.size() - 1);
	}

}
