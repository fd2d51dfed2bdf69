using System.Text;
using WeComSales.ArchiveReader;

if (args is not ["read-archive"])
{
    await Console.Error.WriteLineAsync("usage: wecomsales-archive-reader read-archive (started by the service; the protocol is in README.md beside the source)");
    return (int)Ending.WrongUse;
}

var plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), plain);
await using var output = new StreamWriter(Console.OpenStandardOutput(), plain) { NewLine = "\n" };
return (int)new Reading(input, new Saying(output)).Run();
