package io.github.versionedschema.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;

import org.springframework.core.io.ByteArrayResource;

/**
 * Duration of an expand, from the first query until sessions may attach to the newer
 * version.
 *
 * @param seconds total duration
 * @param steps seconds of each step, in order; the work before the first step counts as a
 * step
 * @param completeSeconds duration of the complete that follows
 */
record ExpandTiming(double seconds, Map<String, Double> steps, double completeSeconds) {

	private static final String MIGRATION = """
			operations:
			  - alter_column:
			      table: items
			      column: amount
			      type: numeric(12,2)
			      up: amount / 100.0
			      down: round(amount * 100)
			""";

	ExpandTiming {
		steps = new LinkedHashMap<>(steps);
	}

	static ExpandTiming take(BenchmarkServer server) {
		try (BenchmarkDatabase database = server.copyOfTemplate()) {
			StepTimes times = new StepTimes();
			try (VersionedSchema schema = VersionedSchema
				.builder(VersionedSchemaSettings.of("public"), database::open, ExpandTiming::migrations)
				.listener(times)
				.build()) {
				long start = times.start();
				schema.expand();
				double seconds = Stopwatch.secondsSince(start);
				Map<String, Double> steps = times.seconds();
				requireAgreement(schema.verify());
				long completing = System.nanoTime();
				schema.complete(false);
				return new ExpandTiming(seconds, steps, Stopwatch.secondsSince(completing));
			}
		}
	}

	/** A fast expand with wrong values must not count. */
	private static void requireAgreement(List<Verification> verifications) {
		for (Verification verification : verifications) {
			if (verification.rows() != 0) {
				throw new IllegalStateException("The versions differ: " + verification);
			}
		}
	}

	private static List<Migration> migrations() {
		return new MigrationReader(Operations.types())
			.read(List.of(new ByteArrayResource(MIGRATION.getBytes(StandardCharsets.UTF_8)) {

				@Override
				public String getFilename() {
					return "01_decimal_amount.yaml";
				}

			}));
	}

}
