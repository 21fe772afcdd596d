namespace Chat.Native.Onnx;

/// <summary>ONNX Runtime said no: a file that is no model, a model it cannot run, an input of the wrong shape.</summary>
public sealed class OnnxException(string message) : Exception(message);
