package io.github.versionedschema.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.versionedschema.test.process.JavaCommand;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Main class of the demonstration.
 */
public final class RollingUpdate {

	private RollingUpdate() {
	}

	/**
	 * Runs the demonstration and ends with status 0 if no request failed and no value
	 * differed, 1 if one did, and 2 if the arguments are invalid.
	 * @param args the options; an invalid option prints the usage
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		// The client's default keeps connections for longer than the server does.
		System.setProperty("jdk.httpclient.keepalive.timeout", "10");
		silenceLogging();
		System.exit(run(System.out, args));
	}

	private static void silenceLogging() {
		LoggingSystem logging = LoggingSystem.get(RollingUpdate.class.getClassLoader());
		logging.beforeInitialize();
		logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

	static int run(PrintStream out, String... args) throws IOException, InterruptedException {
		Options options;
		try {
			options = Options.parse(args);
		}
		catch (IllegalArgumentException ex) {
			out.printf("%s%n%n%s%n", ex.getMessage(), Options.USAGE);
			return 2;
		}
		Path folder = Files.createTempDirectory("rolling-update-");
		boolean flawless = false;
		try {
			flawless = run(options, folder, out);
		}
		catch (RolloutException ex) {
			out.println(ex.getMessage());
		}
		if (flawless) {
			FileSystemUtils.deleteRecursively(folder);
		}
		else {
			out.printf("The logs of all instances are in %s%n", folder);
		}
		return flawless ? 0 : 1;
	}

	private static boolean run(Options options, Path folder, PrintStream out) throws IOException, InterruptedException {
		try (RolloutDatabase database = (options.database() != null) ? RolloutDatabase.given(options.database())
				: RolloutDatabase.embedded()) {
			HttpClient client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(Duration.ofSeconds(5))
				.build();
			Narration narration = new Narration(out);
			narration.say(database.description());
			// Not on the command line: the URL may contain a password.
			JavaCommand application = JavaCommand.of(options.application())
				.small()
				.withEnvironment(Map.of("SPRING_DATASOURCE_URL", database.url()));
			try (Platform platform = new Platform(application, folder, client, narration)) {
				Thread hook = new Thread(platform::close, "stop-instances");
				Runtime.getRuntime().addShutdownHook(hook);
				Course course = course(options, platform,
						new VersionComparison(new DriverManagerDataSource(database.url())), client, narration);
				try {
					course.run(options.requestsPerSecond());
				}
				finally {
					Runtime.getRuntime().removeShutdownHook(hook);
					course.print(out);
				}
				return course.isFlawless();
			}
		}
	}

	private static Course course(Options options, Platform platform, VersionComparison comparison, HttpClient client,
			Narration narration) {
		if (options.force()) {
			return new ForcedRollout(platform, client, options.phase(), narration);
		}
		return options.overlap() ? new OverlappingRollout(platform, comparison, client, options.phase(), narration)
				: new Rollout(platform, comparison, client, options.phase(), options.abort(), narration);
	}

}
