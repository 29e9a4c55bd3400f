package io.github.versionedschema.journal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.check.BackfillTriggers;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.plan.write.PlanRequest.Neighbours;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;

/**
 * What the plan of a run was made from. When the versions beside it change, the plan is
 * made again, by any instance: it need not have the run's migrations.
 *
 * @param catalogue the base schema before the run
 * @param fromVersion the version that it starts from, or null
 * @param fromSchema its version schema, or null
 * @param migrations the migrations of the run, in order
 * @param toSchema the version schema that it creates
 * @param triggers which user triggers fire while rows are filled
 * @param path the search path for user SQL
 * @param depth the place of the run among those of the live versions
 */
public record RunInputs(Catalogue catalogue, @Nullable String fromVersion, @Nullable String fromSchema,
		List<MigrationText> migrations, String toSchema, BackfillTriggers triggers, SearchPath path, int depth) {

	public RunInputs {
		migrations = List.copyOf(migrations);
	}

	/**
	 * Returns the inputs of a request; empty if a migration with operations was not read
	 * from a file.
	 * @param request the request
	 */
	public static Optional<RunInputs> of(PlanRequest request) {
		boolean complete = request.chain()
			.stream()
			.allMatch((migration) -> migration.text() != null || migration.operations().isEmpty());
		return !complete ? Optional.empty()
				: Optional.of(new RunInputs(request.catalogue(), request.fromVersion(), request.fromSchema(),
						request.chain().stream().map(MigrationText::of).toList(), request.toSchema(),
						request.triggers(), request.path(), request.depth()));
	}

	/** Returns the request, as if no other version were live. */
	public PlanRequest request() {
		return new PlanRequest(this.catalogue, this.fromVersion, this.fromSchema,
				this.migrations.stream().map(MigrationText::migration).toList(), this.toSchema, false, this.triggers,
				this.path, this.depth, Neighbours.NONE, true);
	}

	/**
	 * A migration and its file.
	 *
	 * @param name its name
	 * @param version the version that it leads to
	 * @param location the file's name
	 * @param checksum checksum of its parsed content
	 * @param text the file's text, or null for a migration without operations
	 */
	public record MigrationText(String name, String version, String location, String checksum, @Nullable String text) {

		static MigrationText of(Migration migration) {
			return new MigrationText(migration.name(), migration.version(), migration.location(), migration.checksum(),
					migration.text());
		}

		Migration migration() {
			if (this.text == null) {
				return new Migration(this.name, this.version, null, List.of(), this.location, this.checksum);
			}
			String file = this.location;
			return new MigrationReader(Operations.types())
				.read(List.of(new ByteArrayResource(this.text.getBytes(StandardCharsets.UTF_8)) {

					@Override
					public String getFilename() {
						return file;
					}

				}))
				.get(0);
		}

	}

}
