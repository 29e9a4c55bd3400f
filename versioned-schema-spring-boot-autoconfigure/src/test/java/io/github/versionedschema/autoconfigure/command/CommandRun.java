package io.github.versionedschema.autoconfigure.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Result of an operator command that ran within this process.
 *
 * @param status its exit status; -1 if it did not exit
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int status, String out, String err) {

	public static CommandRun of(Class<?> application, Map<String, Object> defaults, String... args) {
		return of(application, (spring) -> spring.setDefaultProperties(defaults), args);
	}

	public static CommandRun of(Class<?> application, Consumer<SpringApplication> customizer, String... args) {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
		ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
		AtomicInteger status = new AtomicInteger(-1);
		System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
		try {
			SpringApplication spring = new SpringApplication(application);
			spring.setRegisterShutdownHook(false);
			customizer.accept(spring);
			spring.addBootstrapRegistryInitializer(
					(registry) -> registry.register(CommandExit.class, (context) -> status::set));
			spring.run(args).close();
		}
		catch (AbandonedRunException ex) {
			// The process would have ended here.
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		return new CommandRun(status.get(), capturedOut.toString(StandardCharsets.UTF_8),
				capturedErr.toString(StandardCharsets.UTF_8));
	}

	/** Returns standard output, which must be one JSON document. */
	public JsonNode json() {
		return JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readTree(this.out);
	}

}
