using WeComSales;
using WeComSales.Operations;

var (given, words) = SettingsSources.FromCommandLine(args);
return await Cli.Run(given, words);
