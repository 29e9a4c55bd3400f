package io.github.versionedschema.autoconfigure.command;

import java.io.PrintStream;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.plan.Finding.Severity;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the result of a command. JSON is the only content of standard output; as text,
 * failures are written to standard error, as the log is.
 */
final class CommandConsole {

	private static final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final PrintStream out;

	private final PrintStream err;

	private final boolean json;

	CommandConsole(PrintStream out, PrintStream err, boolean json) {
		this.out = out;
		this.err = err;
		this.json = json;
	}

	void print(CommandResult result) {
		if (this.json) {
			this.out.println(mapper.writeValueAsString(result));
		}
		else {
			(result.isSuccess() ? this.out : this.err).print(text(result));
		}
		if (this.out.checkError()) {
			this.err.println("The result could not be written to standard output.");
		}
		this.err.flush();
	}

	private static String text(CommandResult result) {
		StringBuilder text = new StringBuilder();
		if (result.schema() != null && result.baseline() == null) {
			text.append("Schema \"").append(result.schema()).append("\":\n");
		}
		if (result.error() != null) {
			text.append(result.command()).append(' ').append(result.outcome()).append(": ");
		}
		if (!result.message().isEmpty()) {
			text.append(result.message().stripTrailing()).append('\n');
		}
		if (result.error() == null && result.plan() == null) {
			result.findings()
				.forEach((finding) -> text.append(label(finding.severity())).append(finding.text()).append('\n'));
		}
		if (result.plan() != null) {
			text.append(PlanText.of(result.plan()));
		}
		if (result.sql() != null) {
			text.append("\nThe SQL:\n\n").append(result.sql());
		}
		if (result.verifications() != null) {
			result.verifications()
				.forEach((difference) -> text.append("  %s: %s: %d rows differ%s\n".formatted(difference.table(),
						difference.rule(), difference.rows(), difference.samples().isEmpty() ? ""
								: ", for example " + String.join(", ", difference.samples()))));
		}
		if (result.baseline() != null) {
			text.append(text(result.baseline(), result.message().isEmpty()));
		}
		if (result.status() != null) {
			text.append(StatusText.of(result.status()));
		}
		return text.toString();
	}

	/** The file is the result, unless it was written to a path. */
	private static String text(BaselineFile baseline, boolean whole) {
		if (whole) {
			return baseline.text();
		}
		StringBuilder text = new StringBuilder("Not in the file:\n  rows of tables\n");
		baseline.omitted().forEach((name) -> text.append("  ").append(name).append('\n'));
		return text.toString();
	}

	private static String label(Severity severity) {
		return switch (severity) {
			case ERROR -> "  error: ";
			case WARNING -> "  warning: ";
			case NOTE -> "  note: ";
		};
	}

}
