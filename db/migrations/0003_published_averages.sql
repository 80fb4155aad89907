CREATE TABLE `published_averages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`province` text NOT NULL,
	`block` text,
	`year` integer NOT NULL,
	`numerator` integer NOT NULL,
	`denominator` integer NOT NULL,
	`source` text NOT NULL,
	`import_id` integer NOT NULL,
	`source_row` integer NOT NULL,
	`known_on` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `published_averages_year` ON `published_averages` (`province`,`year`);