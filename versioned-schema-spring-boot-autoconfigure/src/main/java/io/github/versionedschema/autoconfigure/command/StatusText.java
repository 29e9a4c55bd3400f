package io.github.versionedschema.autoconfigure.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.ClientGroup;
import org.jspecify.annotations.Nullable;

/**
 * Formats a status as text.
 */
final class StatusText {

	private static final int MOST_PIDS = 5;

	private StatusText() {
	}

	static String of(SchemaStatus status) {
		StringBuilder text = new StringBuilder(
				"Schema \"%s\": %s\n".formatted(status.baseSchema(), ProgressText.line(status)));
		text.append("Version of this application: \"%s\", which can%s be used\n".formatted(status.applicationVersion(),
				status.usable() ? "" : "not"));
		line(text, "Leader", status.leader());
		line(text, "Stopped", status.error());
		line(text, "Last waited in vain for", (status.lastBlocker() != null) ? status.lastBlocker().text() : null);
		line(text, "Pending", status.pending().isEmpty() ? "nothing" : String.join(", ", status.pending()));
		if (!status.versions().isEmpty()) {
			text.append('\n').append(versions(status));
			text.append("A client without the starter sets the search_path, and then calls "
					+ "versioned_schema.attach('<version>', %s), once per connection.\n"
						.formatted(Identifier.literal(status.baseSchema())));
			String sessions = sessions(status);
			text.append(sessions.isEmpty() ? "" : "\nSessions:\n" + sessions);
			if (anyUnattached(status)) {
				text.append("Sessions that are attached to no version count as users of the oldest live one.\n");
			}
		}
		if (!status.history().isEmpty()) {
			text.append("\nHistory:\n").append(history(status));
		}
		if (!status.next().isEmpty()) {
			text.append("\nNext: ").append(status.next()).append('\n');
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String label, @Nullable String value) {
		if (value != null) {
			text.append(label).append(": ").append(value).append('\n');
		}
	}

	private static TextTable versions(SchemaStatus status) {
		TextTable table = new TextTable("Version", "State", "Since", "Sessions", "search_path");
		status.versions()
			.forEach((version) -> table.row(name(version), version.state().toString(), time(version.since()),
					Integer.toString(version.sessions().size()),
					(version.searchPath() != null) ? version.searchPath() : "-"));
		return table;
	}

	private static String sessions(SchemaStatus status) {
		TextTable table = new TextTable("Version", "Count", "Application", "Address", "Role", "Since", "Pids");
		status.versions().forEach((version) -> {
			version.groups(true).forEach((group) -> session(table, name(version), group));
			String name = version.name().isEmpty() ? name(version) : "(none)";
			version.groups(false).forEach((group) -> session(table, name, group));
		});
		boolean any = status.versions().stream().anyMatch((version) -> !version.sessions().isEmpty());
		return any ? table.toString() : "";
	}

	private static void session(TextTable table, String version, ClientGroup group) {
		table.row(version, Integer.toString(group.count()), orDash(group.application()), orDash(group.address()),
				orDash(group.user()), time(group.since()), pids(group));
	}

	private static String pids(ClientGroup group) {
		String pids = group.pids().stream().limit(MOST_PIDS).map(String::valueOf).collect(Collectors.joining(", "));
		return (group.count() > MOST_PIDS) ? pids + ", …" : pids;
	}

	private static TextTable history(SchemaStatus status) {
		TextTable table = new TextTable("Migration", "Outcome", "Role", "Host", "Started", "Finished", "Expand",
				"Complete", "Checksum");
		status.history()
			.forEach((entry) -> table.row(entry.migration(), entry.outcome(), orDash(entry.role()), entry.host(),
					time(entry.startedAt()), time(entry.finishedAt()), seconds(entry.expandSeconds()),
					seconds(entry.completeSeconds()), orDash(entry.checksum())));
		return table;
	}

	private static String seconds(@Nullable Double seconds) {
		return (seconds != null) ? String.format(Locale.ROOT, "%.1f s", seconds) : "-";
	}

	private static boolean anyUnattached(SchemaStatus status) {
		return status.versions()
			.stream()
			.flatMap((version) -> version.sessions().stream())
			.anyMatch((session) -> !session.attached());
	}

	private static String name(VersionStatus version) {
		return version.name().isEmpty() ? "(before the first migration)" : version.name();
	}

	private static String time(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS).toString() : "-";
	}

	private static String orDash(@Nullable String text) {
		return (text != null && !text.isEmpty()) ? text : "-";
	}

}
