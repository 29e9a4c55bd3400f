package io.github.versionedschema.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader of a guide does in one step.
 */
sealed interface GuideStep {

	Pattern RELEASE = Pattern.compile("release-\\d");

	Pattern STEP = Pattern.compile("^(Add to )?(?:`([^`\\n]+)`:\\n\\n)?```(\\w+)\\n(.*?)^```$|"
			+ "[Ss]top release (?<release>\\d) with Ctrl\\+C", Pattern.MULTILINE | Pattern.DOTALL);

	/** Returns the steps of a text, in its order. */
	static List<GuideStep> of(String text) {
		return STEP.matcher(text).results().flatMap(GuideStep::of).toList();
	}

	private static Stream<GuideStep> of(MatchResult step) {
		if (step.group(3) == null) {
			return Stream.of(new Stop("release-" + step.group(5)));
		}
		String content = step.group(4);
		if (step.group(2) != null) {
			return Stream.of((step.group(1) != null) ? new Addition(step.group(2), content)
					: new Content(step.group(2), content));
		}
		return switch (step.group(3)) {
			case "console" -> Command.of(content);
			case "xml" -> Stream.of(new Dependencies(content));
			default -> Stream.empty();
		};
	}

	/** A file is written. */
	record Content(String path, String text) implements GuideStep {
	}

	/** Lines are added to a file. */
	record Addition(String path, String text) implements GuideStep {
	}

	/** Dependencies are added to the build. */
	record Dependencies(String text) implements GuideStep {
	}

	/** A release is stopped in its terminal. */
	record Stop(String release) implements GuideStep {
	}

	/**
	 * A command is executed.
	 *
	 * @param line the command
	 * @param output the expected output, with … for any text
	 */
	record Command(String line, String output) implements GuideStep {

		private static Stream<GuideStep> of(String console) {
			List<Command> commands = new ArrayList<>();
			console.lines().forEach((line) -> {
				if (line.startsWith("$ ")) {
					commands.add(new Command(line.substring(2), ""));
				}
				else {
					Command last = commands.remove(commands.size() - 1);
					commands.add(new Command(last.line(), last.output() + line + "\n"));
				}
			});
			return commands.stream().map(GuideStep.class::cast);
		}

		/** Returns whether it starts an instance, which runs until it is stopped. */
		boolean isInstance() {
			return this.line.contains("spring-boot:run")
					|| (this.line.startsWith("java -jar") && !this.line.contains("versioned-schema.command"));
		}

		/** Returns the release of the instance that it starts. */
		String release() {
			return RELEASE.matcher(this.line).results().map(MatchResult::group).findFirst().orElse("release-1");
		}

		/** Returns the port of the instance that it starts. */
		String port() {
			return this.line.contains("8081") ? "8081" : "8080";
		}

		/** Returns the pattern of the expected output. */
		Pattern expected() {
			return Pattern.compile(
					Stream.of(this.output.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
					Pattern.DOTALL);
		}

	}

}
