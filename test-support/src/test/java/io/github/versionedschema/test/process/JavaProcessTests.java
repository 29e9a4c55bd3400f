package io.github.versionedschema.test.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JavaProcessTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final JavaCommand command = JavaCommand.of(Program.class).small();

	@TempDir
	private Path folder;

	@Test
	void hasTheOptionsArgumentsAndEnvironmentOfItsCommand() {
		try (JavaProcess process = start(this.command.withOptions(List.of("-Dtested=option"))
			.withEnvironment(Map.of("TESTED", "variable"))
			.withArguments("first")
			.withArguments("second"))) {
			assertThat(process.await()).isZero();
			assertThat(process.output()).contains("option variable [first, second]");
		}
	}

	@Test
	void writesBothStreamsToOneFile() {
		try (JavaProcess process = start(this.command)) {
			assertThat(process.await()).isZero();
			assertThat(process.output()).contains("to output").contains("to error");
		}
	}

	@Test
	void keepsADocumentApartFromWhatIsToldBesides() {
		try (JavaProcess process = JavaProcess.start(this.command, this.folder.resolve("document"),
				this.folder.resolve("error"))) {
			assertThat(process.await()).isZero();
			assertThat(process.output()).contains("to output").doesNotContain("to error");
		}
	}

	@Test
	void endsWhenItIsAskedTo() {
		try (JavaProcess process = startThatWaits()) {
			process.terminate();
			assertThat(process.endsWithin(PATIENCE)).isTrue();
		}
	}

	@Test
	void isGoneWhenItIsClosed() {
		JavaProcess process = startThatWaits();
		assertThat(process.isAlive()).isTrue();
		process.close();
		assertThat(process.isAlive()).isFalse();
	}

	private JavaProcess startThatWaits() {
		JavaProcess process = start(this.command.withArguments(Program.WAIT));
		await().atMost(PATIENCE).until(() -> process.output().contains("to output"));
		return process;
	}

	private JavaProcess start(JavaCommand command) {
		return JavaProcess.start(command, this.folder.resolve("output"));
	}

	static final class Program {

		static final String WAIT = "wait";

		private Program() {
		}

		public static void main(String[] args) throws InterruptedException {
			System.out.println(System.getProperty("tested") + " " + System.getenv("TESTED") + " " + List.of(args));
			System.err.println("to error");
			System.out.println("to output");
			if (List.of(args).contains(WAIT)) {
				Thread.currentThread().join();
			}
		}

	}

}
